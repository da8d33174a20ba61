# Fenwick Instruments Ltd: makes a controller of sluice gates; firmware in C, kept for ten years.
story='sluice (the firmware), assurance (the papers), evidence (results), keys'
domain=fenwick.example
people=(nora imran sian otto)
products=(sluice)
documents='disclosure secure-development support-and-updates incident-plan vulnerability-plan'

make_case() {
  papers imran 2026-01-14 nora 2026-01-15
  records
  product sluice product sian 2026-08-03 'sluice: as it stood when it moved here'
  submodule sluice third_party/modbus https://git.modbus-c.example/modbus.git 2026-08-03 sian
  approve sluice product 2026-08-10
  update sluice pip pyserial 3.4 3.5 tools/requirements.txt imran 2026-09-02
  release sluice v3.1.0
  change sluice src/modbus.c 's/length > 256/length > MODBUS_MAX/' sian 2026-10-13 'modbus: a frame that is too long is refused (CVE-2026-30111)'
  release sluice v3.1.1
  evidence sluice evidence
}
