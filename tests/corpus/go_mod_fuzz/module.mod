module example.org/x

go 1.25

require (
	example.org/a v1.0.0 // indirect
)

replace example.org/a => ../a
