"""Words that made-up bodies, posts and people are named with; pairs are Indonesian and English."""

from __future__ import annotations

from random import Random
from typing import TypeAlias

Pair: TypeAlias = tuple[str, str]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _pairs(text: str) -> tuple[Pair, ...]:
    halves = (line.split("=") for line in text.strip().splitlines())
    return tuple((one.strip(), other.strip()) for one, other in halves)


GIVEN = _words(
    "Adi Agus Ahmad Aisyah Ani Arif Asih Ayu Bagas Bambang Bayu Budi Cahya Citra Dewi Dian Dimas "
    "Dwi Eka Endah Fajar Farida Fitri Galih Gita Hadi Hana Hendra Indah Indra Intan Ira Joko "
    "Kartika Laksmi Lestari Lina Made Maya Mega Nadia Nanda Nia Ningsih Nur Nyoman Oka Putra Putri "
    "Rahma Ratna Rina Rizki Sari Satria Siti Sri Surya Tari Teguh Tri Utami Wahyu Wati Wayan Yanti "
    "Yoga Yuli Yusuf Zahra"
)
FAMILY = _words(
    "Adiputra Anggraini Ardianto Astuti Basri Cahyono Damanik Darmawan Effendi Firmansyah Ginting "
    "Gunawan Halim Handayani Harahap Hardiansyah Hartono Hasanah Hidayat Irawan Iskandar Kurniawan "
    "Kusuma Laksana Lubis Mahendra Manurung Maulana Mulyani Nasution Nugroho Nurhaliza Pangestu "
    "Permana Pertiwi Pradana Pramono Pranata Prasetyo Pratama Purnama Rahardjo Rahayu Ramadhan "
    "Saputra Saragih Setiawan Simbolon Siregar Subagyo Sulistyo Suryadi Susanti Susilo Suwandi "
    "Tanjung Utomo Wardani Wibowo Wicaksono Widodo Wijaya Winarno Wulandari Yulianto Zulkarnain"
)
_PLACE = _words("Suka Banyu Tirta Karang Tanjung Muara Bukit Ranu Wana Sumber")
_QUALITY = _words("maju asri jaya sari mulya rejo makmur indah raya lestari")
_SIDES = ("", " Utara", " Selatan", " Timur", " Barat", " Tengah")

TOPICS = _pairs("""
Perencanaan Terpadu = Integrated Planning
Ketahanan Gizi = Nutrition Security
Layanan Kesehatan Primer = Primary Health Care
Pendidikan Vokasi = Vocational Education
Guru dan Tenaga Kependidikan = Teachers and Education Staff
Perikanan Budi Daya = Aquaculture
Wilayah Pesisir = Coastal Areas
Irigasi dan Rawa = Irrigation and Wetlands
Air Minum dan Sanitasi = Drinking Water and Sanitation
Perumahan Rakyat = Public Housing
Energi Terbarukan = Renewable Energy
Konservasi Hutan = Forest Conservation
Kualitas Udara = Air Quality
Transportasi Antarpulau = Inter-island Transport
Keselamatan Jalan = Road Safety
Logistik Pangan = Food Logistics
Usaha Mikro dan Kecil = Micro and Small Enterprises
Industri Hijau = Green Industry
Ekspor Unggulan = Leading Exports
Pariwisata Bahari = Marine Tourism
Warisan Budaya = Cultural Heritage
Pemuda dan Olahraga = Youth and Sports
Perlindungan Anak = Child Protection
Jaminan Sosial = Social Security
Penempatan Tenaga Kerja = Job Placement
Administrasi Kependudukan = Population Administration
Statistik Wilayah = Regional Statistics
Data Geospasial = Geospatial Data
Keamanan Siber = Cyber Security
Layanan Digital = Digital Services
Reformasi Birokrasi = Bureaucratic Reform
Pengawasan Internal = Internal Oversight
Keuangan Daerah = Regional Finance
Perpajakan = Taxation
Bantuan Hukum = Legal Aid
Penanggulangan Bencana = Disaster Management
Ketertiban Wilayah = Public Order
Kerja Sama Perbatasan = Border Cooperation
Riset Terapan = Applied Research
Arsip dan Dokumentasi = Archives and Documentation
""")

VERBS = _pairs("""
Percepatan = Acceleration of
Penguatan = Strengthening of
Integrasi = Integration of
Pemerataan = Even Provision of
Digitalisasi = Digitalisation of
Pembaruan = Renewal of
Perluasan = Extension of
Peningkatan Mutu = Quality Improvement of
Penataan = Reordering of
Pemulihan = Recovery of
""")

OFFICE = _pairs("""
Analis Kebijakan Ahli Pertama = Policy Analyst, First Expert
Analis Kebijakan Ahli Muda = Policy Analyst, Junior Expert
Analis Kebijakan Ahli Madya = Policy Analyst, Senior Expert
Perencana Ahli Pertama = Planner, First Expert
Perencana Ahli Muda = Planner, Junior Expert
Pranata Komputer Ahli Pertama = Computer Specialist, First Expert
Pranata Komputer Ahli Muda = Computer Specialist, Junior Expert
Statistisi Ahli Muda = Statistician, Junior Expert
Auditor Ahli Muda = Auditor, Junior Expert
Auditor Ahli Madya = Auditor, Senior Expert
Perancang Peraturan Ahli Muda = Legal Drafter, Junior Expert
Analis Anggaran Ahli Pertama = Budget Analyst, First Expert
Analis SDM Aparatur Ahli Muda = Civil Service HR Analyst, Junior Expert
Pranata Humas Ahli Pertama = Public Relations Officer, First Expert
Arsiparis Terampil = Archivist, Skilled
""")

FIELD = _pairs("""
Guru Ahli Pertama = Teacher, First Expert
Guru Ahli Muda = Teacher, Junior Expert
Perawat Terampil = Nurse, Skilled
Dokter Ahli Pertama = Physician, First Expert
Penyuluh Pertanian Ahli Pertama = Agricultural Extension Officer, First Expert
""")

FUNCTIONAL = OFFICE + FIELD

EXECUTIVE = _pairs("""
Pengelola Keuangan = Finance Officer
Pengadministrasi Umum = General Administration Officer
Pengelola Data dan Laporan = Data and Reports Officer
Penata Layanan Operasional = Operational Services Officer
Pengelola Barang Milik Negara = State Property Officer
Operator Layanan Operasional = Operational Services Operator
Penelaah Teknis Kebijakan = Technical Policy Reviewer
Pengolah Data dan Informasi = Data and Information Processor
""")


def person(rng: Random) -> str:
    """A full name of two or three parts."""
    parts = [rng.choice(GIVEN), rng.choice(FAMILY)]
    return " ".join([rng.choice(GIVEN), *parts] if rng.random() < 0.4 else parts)


def place(rng: Random) -> str:
    """The name of a place that is not on the map, or only by chance."""
    return rng.choice(_PLACE) + rng.choice(_QUALITY) + rng.choice(_SIDES)
