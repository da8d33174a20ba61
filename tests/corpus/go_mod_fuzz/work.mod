go 1.25
use (
	./a
)
