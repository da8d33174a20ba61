terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
}
module "a" {
  source = "git::https://x.example/o/a.git//m?ref=v1"
  x = "${a["b"]}"
  y = <<-EOT
  z
  EOT
}
