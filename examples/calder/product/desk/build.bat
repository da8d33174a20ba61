rem On the machine under the table.
dcc32 -B desk.pas
