# x
provider "registry.terraform.io/acme/axle" {
  version = "2.1.0"
  hashes = [
    "h1:AA=",
    "zh:00",
  ]
}
