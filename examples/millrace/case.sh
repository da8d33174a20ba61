# Millrace: a library that two people keep in their evenings. No firm, no customers, no
# Senior Responsible Owner: what the Code asks of firms stays open, and says so.
story='millrace (the library, with its papers in the tree), evidence (results), keys'
domain=millrace.example
people=(lou bea)
products=(millrace)
organisation=millrace
documents=vulnerability-plan

make_case() {
  product millrace product lou 2026-04-11 'millrace: as it stood when it moved here'
  papers lou 2026-04-12 bea 2026-04-13
  approve millrace product 2026-04-14
  records
  update millrace cargo bytes 1.10.0 1.10.1 Cargo.lock bea 2026-10-10
  release millrace v0.9.2
  evidence millrace evidence
}
