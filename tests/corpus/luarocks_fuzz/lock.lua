return {
  dependencies = { ["axle"] = "2.1.0-1", lua = "5.1-1" },
  test_dependencies = { busted = [[2]] }
}
