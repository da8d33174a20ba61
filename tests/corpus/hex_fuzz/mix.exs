  def project do
    [app: :cart, version: "1.0.0", deps: deps()]
  end
  defp deps do
    [{:axle, "~> 2.0"}, {:own, [path: "../own"]}, {:x, ~r/a/, only: :test}] ++ more()
  end
