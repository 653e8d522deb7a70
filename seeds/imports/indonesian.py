"""What columns, files and members of code lists are called in Indonesian.

One line each: the name in the hub, then what people write. A text that stands for several members
of one list, or several columns of one table, is no label there.
"""

from __future__ import annotations

from collections.abc import Mapping


def _labels(text: str) -> Mapping[str, tuple[str, ...]]:
    lines = (line.partition(":") for line in text.strip().splitlines())
    return {name.strip(): tuple(map(str.strip, rest.split(","))) for name, _, rest in lines}


SUBJECTS = _labels("""
Agency: lembaga, instansi, kementerian dan lembaga
Unit: unit kerja, unit organisasi
Post: jabatan
Employee: pegawai
Sector: sektor
Initiative: inisiatif, program
Plan: rencana
Target: sasaran
Indicator: indikator
PeriodValue: nilai, capaian
BusinessProcess: proses bisnis
Service: layanan
CoordinationSession: rapat koordinasi, rapat
Decision: keputusan
Competency: kompetensi
CoreValue: nilai inti
TransformationTrack: jalur transformasi
Region: wilayah, daerah
SurveyResult: hasil survei, survei
ChangeEvent: perubahan lembaga
PART_OF: bagian dari
HOLDS: pemangku jabatan
PARTICIPATES_IN: peserta inisiatif, keikutsertaan
CONTRIBUTES_TO: kontribusi
ATTENDED: kehadiran
""")
"""Kinds and relations, as files and sheets are named."""

COLUMNS = _labels("""
acronym: singkatan, akronim
acting: pelaksana tugas, plt
agency: lembaga, instansi
aliases: nama lain, alias
assessedOn: tanggal penilaian
audience: responden dari
after: sesudah
before: sebelum
capacity: kapasitas, peran
code: kode
date: tanggal
definition: definisi
definitionEn: definisi inggris
description: deskripsi, keterangan
descriptionEn: deskripsi inggris
direction: arah
due: tenggat, batas waktu
durationDays: lama hari
end: akhir, ke
endDate: tanggal selesai, tanggal akhir
endYear: tahun akhir
family: rumpun
form: bentuk
from: mulai, sejak, tanggal mulai
grade: jenjang, eselon
identifiers: pengenal
indicator: indikator
initiatives: inisiatif, program
instrument: instrumen
kind: jenis
legalBasis: dasar hukum
level: tingkat
lower: batas bawah
meaning: makna
meaningEn: makna inggris
mode: cara
name: nama
nameEn: nama inggris, nama dalam bahasa inggris
nip: nomor induk pegawai
note: catatan, keterangan
noteEn: catatan inggris
owner: pemilik, penanggung jawab
parent: induk
percentage: persentase, persen
period: periode, tahun
place: tempat
plan: rencana
position: urutan
primary: utama
processes: proses bisnis
producer: produsen data, produsen
provider: penyelenggara
qualifier: cara baca
raw: nilai asli, tertulis
regions: wilayah, daerah
respondents: jumlah responden
role: peran
scheme: skema
score: skor
sectors: sektor
services: layanan
session: rapat
share: porsi
source: sumber
sourceDate: tanggal sumber
sourceRef: rujukan sumber
start: awal, asal
startDate: tanggal mulai
startYear: tahun mulai
state: keadaan
status: status
superior: atasan
synthetic: sintetis
target: sasaran
targets: sasaran
text: isi, teks
textEn: isi inggris
title: nama jabatan
titleEn: nama jabatan inggris
to: sampai, hingga, tanggal selesai
topic: topik, perihal
topicEn: topik inggris
tracks: jalur transformasi
type: jenis, tipe
unit: satuan, unit kerja
upper: batas atas
validFrom: berlaku mulai, berdiri
validTo: berlaku sampai, bubar
value: nilai
website: situs web, laman
""")

MEMBERS = _labels("""
COORDINATING_MINISTRY: kementerian koordinator
MINISTRY: kementerian
NON_MINISTERIAL: lembaga pemerintah nonkementerian, lpnk
STATE_INSTITUTION: lembaga negara
INDEPENDENT: lembaga nonstruktural, lns
REGIONAL_GOVERNMENT: pemerintah daerah, pemda
STATE_ENTERPRISE: badan usaha milik negara, bumn
GENERIC: umum
STRUCTURE: struktur
COORDINATION: koordinasi
MINISTER: menteri
VICE_MINISTER: wakil menteri
AGENCY_HEAD: kepala lembaga
JPT_UTAMA: pimpinan tinggi utama
JPT_MADYA: pimpinan tinggi madya
JPT_PRATAMA: pimpinan tinggi pratama
ADMINISTRATOR: administrator
PENGAWAS: pengawas
PELAKSANA: pelaksana
FUNGSIONAL: fungsional
POLITICAL: politik
MANAGERIAL: manajerial
FUNCTIONAL: fungsional
EXECUTIVE: pelaksana
SOCIO_CULTURAL: sosial kultural
TECHNICAL: teknis
PLANNED: direncanakan
ACTIVE: aktif, berjalan
ENDED: berakhir, selesai
UNKNOWN: tidak diketahui
LEAD: pengampu utama, penanggung jawab, ketua
CO_LEAD: penanggung jawab bersama
COORDINATOR: koordinator
PARTNER: mitra, anggota
FUNDER: penyandang dana
IMPLEMENTER: pelaksana
CONTRIBUTOR: pendukung, kontributor
PARENT: induk
CHILD: bagian
SIBLING: setara
CO_FUNDED: didanai bersama
PRIORITY: prioritas nasional, prioritas
PROGRAMME: program
OUTCOME: sasaran
SDG_GOAL: tujuan tpb
SDG_TARGET: target tpb
UP: naik
DOWN: turun
RANGE: rentang
BASELINE: baseline, data dasar
TARGET: target
ACTUAL: realisasi, capaian
MANUAL: manual
FILE: berkas
API: api
SHARED_SERVICE: layanan bersama
SCREEN_TO_SCREEN: daring
IN_PERSON: luring, tatap muka
HYBRID: hibrida
CHAIR: ketua, pimpinan rapat
PARTICIPANT: peserta
SECRETARIAT: sekretariat
OPEN: terbuka, belum selesai
DONE: selesai
DROPPED: dibatalkan
COUNTRY: negara
PROVINCE: provinsi
REGENCY: kabupaten
CITY: kota
INTERNAL: internal
EXTERNAL: eksternal
CREATED: dibentuk
RENAMED: berganti nama
MERGED: digabung
SPLIT: dipecah
REPLACED: diganti
TRANSFERRED: dialihkan
ABOLISHED: dibubarkan
YEAR: tahun
MONTH: bulan
DAY: hari
PRIMARY: utama
SECONDARY: kedua
""")
