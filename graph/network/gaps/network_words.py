"""The sentences of gaps of the network."""

from __future__ import annotations

from graph.network.gaps.wording import wording

_CUT_SUGGESTION = (
    "Libatkan {cut} dalam inisiatif atau forum dengan lembaga lain yang tidak bergantung pada "
    "{a_short}.",
    "Involve {cut} in an initiative or session with other agencies that does not depend on "
    "{a_short}.",
)
CUT_OFF = wording(
    id_=(
        "Tanpa {a}, {count} lembaga terputus dari jaringan kolaborasi: {cut}.",
        _CUT_SUGGESTION[0],
    ),
    en=(
        "Without {a}, {count} agencies are cut off from the collaboration network: {cut}.",
        _CUT_SUGGESTION[1],
    ),
)
CUT_OFF_ONE = wording(
    id_=("Tanpa {a}, {cut} terputus dari jaringan kolaborasi.", _CUT_SUGGESTION[0]),
    en=("Without {a}, {cut} is cut off from the collaboration network.", _CUT_SUGGESTION[1]),
)
ONLY_LINK = wording(
    id_=(
        "Bagi {pairs} pasang lembaga yang belum bekerja bersama, {a} adalah satu-satunya mitra "
        "yang sama; {share} dari seluruh jalur terpendek antarlembaga melewatinya.",
        "Bangun hubungan langsung di antara mitra-mitra {a_short} agar kolaborasi tidak bertumpu "
        "pada satu lembaga.",
    ),
    en=(
        "For {pairs} pairs of agencies that do not work together, {a} is the only partner in "
        "common; {share} of all shortest paths between agencies lead through it.",
        "Build direct links among the partners of {a_short}, so that collaboration does not rest "
        "on one agency.",
    ),
)
INSULAR = wording(
    id_=(
        "{a} bekerja bersama {partners} lembaga, {internal} di antaranya dari sektornya sendiri "
        "({sector}); bila sektor tidak berperan, jumlahnya sekitar {expected}. Selisih ini terlalu "
        "besar untuk dianggap kebetulan.",
        "Carikan {a_short} mitra di luar sektor {sector}, dimulai dari sasaran yang juga "
        "dikerjakan lembaga sektor lain.",
    ),
    en=(
        "{a} works with {partners} agencies, {internal} of them from its own sector ({sector}); if "
        "sectors played no role, it would be about {expected}. Chance does not explain the "
        "difference.",
        "Look for partners of {a_short} outside {sector}, starting with targets that agencies of "
        "other sectors work on too.",
    ),
)
_SECTORS_ID = (
    "Lembaga sektor {a} dan lembaga sektor {b} tercatat {observed} kali terlibat bersama dalam "
    "inisiatif; dilihat dari keaktifan masing-masing lembaga, semestinya sekitar {expected} kali. "
    "Selisih ini terlalu besar untuk dianggap kebetulan."
)
_SECTORS_EN = (
    "Agencies of the sectors {a} and {b} are on record as partners in an initiative {observed} "
    "times; given how active each agency is, about {expected} would be expected. Chance does not "
    "explain the difference."
)
_SECTORS_SUGGESTION = (
    "Cari sasaran yang menyangkut sektor {a} maupun sektor {b}, lalu mulai satu inisiatif bersama.",
    "Look for targets that concern both {a} and {b}, and start a joint initiative there.",
)
_WITHIN_ID = (
    "Sesama lembaga sektor {a} tercatat {observed} kali terlibat bersama dalam inisiatif; dilihat "
    "dari keaktifan masing-masing lembaga, semestinya sekitar {expected} kali. "
    "Selisih ini terlalu besar untuk dianggap kebetulan."
)
_WITHIN_EN = (
    "Agencies of the sector {a} are on record as each other's partners in an initiative "
    "{observed} times; given how active each agency is, about {expected} would be expected. "
    "Chance does not explain the difference."
)
_WITHIN_SUGGESTION = (
    "Pertemukan lembaga-lembaga sektor {a} untuk menemukan pekerjaan yang sebaiknya dilakukan "
    "bersama.",
    "Bring the agencies of the sector {a} together to find work that they should share.",
)
_PENDING_ID = " Angka ini sementara; perhitungan lengkapnya belum selesai."
_PENDING_EN = " These numbers are provisional; the full calculation is not finished."
SECTORS = wording(
    id_=(_SECTORS_ID, _SECTORS_SUGGESTION[0]), en=(_SECTORS_EN, _SECTORS_SUGGESTION[1])
)
SECTORS_PENDING = wording(
    id_=(_SECTORS_ID + _PENDING_ID, _SECTORS_SUGGESTION[0]),
    en=(_SECTORS_EN + _PENDING_EN, _SECTORS_SUGGESTION[1]),
)
WITHIN = wording(id_=(_WITHIN_ID, _WITHIN_SUGGESTION[0]), en=(_WITHIN_EN, _WITHIN_SUGGESTION[1]))
WITHIN_PENDING = wording(
    id_=(_WITHIN_ID + _PENDING_ID, _WITHIN_SUGGESTION[0]),
    en=(_WITHIN_EN + _PENDING_EN, _WITHIN_SUGGESTION[1]),
)
