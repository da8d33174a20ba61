#include "cli/command_line.h"

int main(int argc, char** argv) { return avouch::cli::Run(argc, argv); }
