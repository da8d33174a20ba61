program Desk;
begin
  WriteLn('Tally Desk 11.3');
end.
