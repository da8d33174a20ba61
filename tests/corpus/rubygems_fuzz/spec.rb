# stub: bolt 1.4.0 ruby lib
Gem::Specification.new do |s|
  s.name = "bolt".freeze
  s.add_runtime_dependency(%q<nut>.freeze, [">= 1"])
end
