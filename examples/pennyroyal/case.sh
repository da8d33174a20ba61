# Pennyroyal Supplies Ltd: two people who sell the software of others to drainage boards.
# They build nothing: what the maker does, the maker's own bundle says.
story='resale (what is sold, and how), assurance (the papers), evidence (results), keys'
domain=pennyroyal.example
people=(maud jonas)
products=(resale)
documents='disclosure support-and-updates incident-plan vulnerability-plan'

make_case() {
  received fenwick sluice nora 2026-11-20-sluice-3.1.1.avouch
  papers jonas 2026-02-02 maud 2026-02-03
  records
  product resale product jonas 2026-09-07 'resale: what we sell, and how it reaches customers'
  approve resale product 2026-09-08
  evidence resale evidence
}
