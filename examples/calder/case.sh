# Calder Software Ltd: seven people, three products, one set of papers.
#   tally      a service, built as everything new is
#   connector  a library in npm, for those who talk to tally; no releases of late
#   desk       the old program for one computer, still built on a machine under a table
story='tally, connector and desk (the products), assurance (the papers of all), evidence (results), keys'
domain=calder.example
people=(grace omar lena pavel)
products=(tally connector desk)
documents='disclosure secure-development support-and-updates incident-plan vulnerability-plan'

make_case() {
  papers omar 2026-01-20 grace 2026-01-21
  records
  product tally product/tally lena 2026-10-05 'tally: first'
  approve tally product/tally 2026-10-06
  update tally pip django 5.2.2 5.2.3 requirements.txt omar 2026-11-03
  release tally live/2026-11-03
  evidence tally evidence/tally
  product connector product/connector pavel 2026-10-05 'connector: first'
  approve connector product/connector 2026-10-06
  update connector npm undici 7.15.0 7.16.0 package-lock.json omar 2026-11-04
  release connector v4.2.0
  evidence connector evidence/connector
  product desk product/desk pavel 2026-10-05 'desk: as it was under the table'
  approve desk product/desk 2026-10-06
  release desk v11.3
  evidence desk evidence/desk
}
