variable "TAG" { default = "latest" }
group "default" { targets = ["app", "tool"] }
target "_base" {
  args = { BASE = "node:${TAG}", N = 1 }
}
target "app" {
  inherits = ["_base"]
  context = "./app"
  tags = ["x/app:${TAG}", TAG != "" ? "x/app:${TAG}" : ""]
  contexts = { tool = "target:tool" }
}
target "tool" {
  name = "tool-${v}"
  matrix = { v = ["1", "2"] }
  dockerfile-inline = <<-EOT
    FROM alpine
    RUN echo $${X}
  EOT
}
