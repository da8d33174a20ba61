# Larkhill Health Ltd: four people who sell a service to doctors' practices.
story='rota (the product), assurance (the papers), evidence (results), keys'
domain=larkhill.example
people=(helen priya tom asha)
products=(rota)

make_case() {
  papers priya 2026-01-10 helen 2026-01-12
  records
  product rota product tom 2026-10-20 'rota: first'
  approve rota product 2026-10-21
  update rota pip django 5.2.2 5.2.3 requirements.txt priya 2026-11-02
  release rota live/2026-11-02.1
  evidence rota evidence
}
