# Thornhill Borough: a team of four that makes software for the council's own crews.
# Nobody buys it, so theme 4 is out of scope, and theme 3 as far as the team says why.
story='kerbside (the product), assurance (the papers), evidence (results), keys'
domain=thornhill.example
people=(ruth dev mina joe)
products=(kerbside)
documents='secure-development vulnerability-plan incident-plan'

make_case() {
  papers dev 2026-02-09 ruth 2026-02-10
  records
  product kerbside product mina 2026-06-01 'kerbside: first'
  approve kerbside product 2026-06-05
  update kerbside pip flask 3.1.1 3.1.2 requirements.txt dev 2026-10-05
  release kerbside v2026.10
  evidence kerbside evidence
}
