package = "cart"
local v = "1.0"
version = v .. "-1"
dependencies = { "axle >= 2", platforms = { unix = { "nut" } }, f(1) }
--[==[ x ]==]
