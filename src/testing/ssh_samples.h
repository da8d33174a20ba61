// Keys and signatures that OpenSSH made for these tests, over "hello" in the
// namespace "avouch-statement-v1"; and one commit that git had it sign.

#pragma once

#include <string_view>

namespace avouch::testing {

struct SshSample {
  std::string_view name, line, fingerprint, signature;
};
inline constexpr std::string_view kSshSampleMessage = "hello";
inline constexpr std::string_view kSshSampleNamespace = "avouch-statement-v1";
inline constexpr SshSample kSshSamples[] = {
    {"Ed25519",
     "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHYwO7RItGZc49tnml+N99bVkZQsC4hn+3HgHk"
     "MDqOls a@b",
     "SHA256:29X8qJVSvW1xp6TKmnFYJGTYS4HAAeIqUW4Tyhlrs04",
     R"(-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgdjA7tEi0Zlzj22eaX4331tWRlC
wLiGf7ceAeQwOo6WwAAAATYXZvdWNoLXN0YXRlbWVudC12MQAAAAAAAAAGc2hhNTEyAAAA
UwAAAAtzc2gtZWQyNTUxOQAAAEAPsEsyX1zKB3iyleQQyWrXTQa5mdTUlxih/6ZjGbgDmF
TMveQ/QS0TjXiee1w20zLAPkRZZfgdQNa6sQviBlcH
-----END SSH SIGNATURE-----
)"},
    {"P256",
     "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBO"
     "LUlKAUWgYa244qUkL3ejSx6H8a0vyy60GSG6JnkCmycNdbrD7x2OAWny5vIfNhsTlIiAYYWwp6"
     "hl5d7AGAKBk= p256",
     "SHA256:kJKPPRS/eYwxPWXWXM9ONbhYzunON8ImabMMcajOyrc",
     R"(-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAAGgAAAATZWNkc2Etc2hhMi1uaXN0cDI1NgAAAAhuaXN0cDI1NgAAAE
EE4tSUoBRaBhrbjipSQvd6NLHofxrS/LLrQZIbomeQKbJw11usPvHY4BafLm8h82GxOUiI
BhhbCnqGXl3sAYAoGQAAABNhdm91Y2gtc3RhdGVtZW50LXYxAAAAAAAAAAZzaGE1MTIAAA
BkAAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAABJAAAAID+fbYqAhpmGD0t9V3VDjT5FEQ/+
z5y8fHjZXAT22OfrAAAAIQDxWq3jHyf9lBpX2ZY2HeV6EQK8q1XtP+Sy2xBU3iQZwQ==
-----END SSH SIGNATURE-----
)"},
    {"P384",
     "ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBC"
     "wqIvZkNuZYch6xSRRv7HfKVOJcQjD0EL/LTuBAGpVDWwpqj9xrbqPduri40JGbd9UofuH/IADM"
     "Wwd9WppIEgpjwkfHJCZ2EYy+K2mZOWEqpboRbafIJ/qxLjsb8UppSg== p384",
     "SHA256:BCgIV02VBMBGXGYIXjDx+uRCUI8kPIRurV5MGBLFsN0",
     R"(-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAAIgAAAATZWNkc2Etc2hhMi1uaXN0cDM4NAAAAAhuaXN0cDM4NAAAAG
EELCoi9mQ25lhyHrFJFG/sd8pU4lxCMPQQv8tO4EAalUNbCmqP3Gtuo926uLjQkZt31Sh+
4f8gAMxbB31amkgSCmPCR8ckJnYRjL4raZk5YSqluhFtp8gn+rEuOxvxSmlKAAAAE2F2b3
VjaC1zdGF0ZW1lbnQtdjEAAAAAAAAABnNoYTUxMgAAAIUAAAATZWNkc2Etc2hhMi1uaXN0
cDM4NAAAAGoAAAAxANwkb+oCb/gyBLLc0RHwNN+ygSH83d1gLT29V3Vpi4vInSvWj0L/Ml
V5HmT/8xkTugAAADEA6JQezyYwkPsuG+mV/mANgkscSV0SFbmtuAfyooqPgtL8p4tOW0g5
FtWS7KL1Szub
-----END SSH SIGNATURE-----
)"},
    {"P521",
     "ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBA"
     "Etvv7iFJcEsT1+GQTG+yG5/z6hnWFNwkm0AixdUjuuJiZwtoQZNqDhDu5GB1MH70KZxU2FQUyf"
     "gilu19RhdhHEsQCEN1h24ztHT0cQuqBMy+qjogA2HkhroZa1hDd9is+gYX5W4TnNeQA522aqxu"
     "nCZjwm3gWtFRef4TvKUg+glwPYCg== p521",
     "SHA256:Eko8rULnZuD+WhZ8kq2gXc2GVw4WXnyLvw1fdk1AapQ",
     R"(-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAAKwAAAATZWNkc2Etc2hhMi1uaXN0cDUyMQAAAAhuaXN0cDUyMQAAAI
UEAS2+/uIUlwSxPX4ZBMb7Ibn/PqGdYU3CSbQCLF1SO64mJnC2hBk2oOEO7kYHUwfvQpnF
TYVBTJ+CKW7X1GF2EcSxAIQ3WHbjO0dPRxC6oEzL6qOiADYeSGuhlrWEN32Kz6BhflbhOc
15ADnbZqrG6cJmPCbeBa0VF5/hO8pSD6CXA9gKAAAAE2F2b3VjaC1zdGF0ZW1lbnQtdjEA
AAAAAAAABnNoYTUxMgAAAKcAAAATZWNkc2Etc2hhMi1uaXN0cDUyMQAAAIwAAABCAKZTJJ
WS2gOwNVXeh1nPfQ03b8rE+kCPBQy0P7y3hmSEEkWGKGu3GNt3lwgKJndZ2wWJHHxeSYub
wxH78WMfRFDTAAAAQgC8c4gi7eiNYRj2qHvcLQHWt179RrVr51k35Yyv7m2Rw5vBa3JN8h
3PQUahSptimb21GLVe/sDIKbiwev4/RbkKvg==
-----END SSH SIGNATURE-----
)"},
    {"Rsa2048",
     "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCx+lu/yKh/aog82fR6qxpoPmda7Vj7OMgAEE"
     "zxHzgO6py8o2DoVLr9AulXDMhaU+7LLUUckdP20rJb+kzEd9FfaSgAc3noNVzg77MdE4FR9KHx"
     "XQ9RqGCAUCiws8EXWDnn7+pwAfbWkgR4lRS7PznIuBdaLoKat5d4byz6vdA2GEQMgaT2ZRor4j"
     "h2uSs00hcxmuHiFWBA/kd8wnP7rWnmJZyZvvrT9wgzoH0wUJbNFlLE3hSfs0J/wn0EkKJQLakB"
     "EbWBLTt6aogNYMnTyhdunnVKRgd8H+eRxmSKuvW7AB8DwHmbgh/BUI6dqKb/YnHTo24tSUjP6z"
     "ZxlhMtwn/p rsa",
     "SHA256:tfZGE2Pjzw7k6bMdkC5wqcy+McpkVMJRmpr52gVCH6g",
     R"(-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAARcAAAAHc3NoLXJzYQAAAAMBAAEAAAEBALH6W7/IqH9qiDzZ9HqrGm
g+Z1rtWPs4yAAQTPEfOA7qnLyjYOhUuv0C6VcMyFpT7sstRRyR0/bSslv6TMR30V9pKABz
eeg1XODvsx0TgVH0ofFdD1GoYIBQKLCzwRdYOefv6nAB9taSBHiVFLs/Oci4F1ougpq3l3
hvLPq90DYYRAyBpPZlGiviOHa5KzTSFzGa4eIVYED+R3zCc/utaeYlnJm++tP3CDOgfTBQ
ls0WUsTeFJ+zQn/CfQSQolAtqQERtYEtO3pqiA1gydPKF26edUpGB3wf55HGZIq69bsAHw
PAeZuCH8FQjp2opv9icdOjbi1JSM/rNnGWEy3Cf+kAAAATYXZvdWNoLXN0YXRlbWVudC12
MQAAAAAAAAAGc2hhNTEyAAABFAAAAAxyc2Etc2hhMi01MTIAAAEAOmH/fEMcKXNrgET9AB
Q/GWDDAlXFfknYwUOVN5w3nMMTcMBRn19avNrsivVQ8i7CfDBTEOiFUcVTaGpkgYrD+oP0
1v+7s8uxpaa3XCXJ2+q3tJ8S6WOX6zO5g0LI9w61g/DfhvDB8KrlGu3AQ9JM50Bc6k18pD
q3oCzDjE/1eWmNOLXxnftehfbbs6DSkUSOe+36d/uMvjns6jRR7me8mgVYD7f8YEwRfHi9
eG6GgiFN+5HrM1SqasNKLYC6XiPOyFIYdC51xciKNWD8LicAMrRxfnVDi+gK7qlFgBzR8R
lemG0e5QgQ2JBThrzarH8E6taMbptgQs/uuB9qq8/q5A==
-----END SSH SIGNATURE-----
)"},
};

// Signed by the Ed25519 key above.
inline constexpr std::string_view kSshCommit = R"(tree 4d593e935186bcc35450336864a1aad148210a14
author Priya Nair <priya@larkhill.example> 1772445600 +0000
committer Priya Nair <priya@larkhill.example> 1772445600 +0000
gpgsig -----BEGIN SSH SIGNATURE-----
 U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgdjA7tEi0Zlzj22eaX4331tWRlC
 wLiGf7ceAeQwOo6WwAAAADZ2l0AAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5
 AAAAQMFDn0rh9Xhk+mCjoffcDuT8R5hj9AEQsHd6eiYZeSwSCOD1QyHdMZtRFumVcOTjUB
 PH21GkHN0KXJAP112O8wQ=
 -----END SSH SIGNATURE-----

Access review for March
)";

inline constexpr std::string_view kOpenPgpCommit = R"(tree 4d593e935186bcc35450336864a1aad148210a14
parent 33a6d9f3cad423218b05932019c3ffafe3f80af3
author Priya Nair <priya@larkhill.example> 1772445600 +0000
committer Priya Nair <priya@larkhill.example> 1772445600 +0000
gpgsig -----BEGIN PGP SIGNATURE-----
 
 iHUEABYIAB0WIQTtA+bQJcFion2DHGB8EoGzx4iEbQUCawfmYAAKCRB8EoGzx4iE
 beJyAQDY4sFmPJWq+61wNAvHEqkxeLlKf9bhm2Wy9WqlYi0X9AD+Pcgzsfgu5rGy
 UCNdXYkedIdb5iKGssQSmYd3TC3HtAg=
 =1ETL
 -----END PGP SIGNATURE-----

Signed with OpenPGP
)";

}  // namespace avouch::testing
