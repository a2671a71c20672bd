"""One log per language: names of columns, sides, signs and dates as people write them there."""

import pytest

from analysis.importers import pain_csv

from .pain_log import entries, file_of, read

# Language -> a log of one day: first steps 3 at the left heel, before 1, during 4, after 2, night 0, a limp, a note.
LOGS = {
    "English": (
        "Date,Side,Heel pain in the morning,Pain before the run,Pain during the run,Pain after the run,Night pain,"
        "Limping,Notes\n12 March 2024,left,3,1,4,2,0,yes,ok\n"
    ),
    "German": (
        "Datum;Seite;Fersenschmerz morgens;Schmerz vor dem Lauf;Schmerz beim Laufen;Schmerz nach dem Lauf;"
        "Schmerzen nachts;Hinken;Notizen\n12.3.2024;links;3;1;4;2;0;ja;ok\n"
    ),
    "Spanish": (
        "Fecha,Lado,Dolor de talón por la mañana,Dolor antes de correr,Dolor durante la carrera,"
        "Dolor después de correr,Dolor por la noche,Cojera,Notas\n12 de marzo de 2024,izquierdo,3,1,4,2,0,sí,ok\n"
    ),
    "French": (
        "Date;Côté;Douleur au talon le matin;Douleur avant la course;Douleur pendant la course;"
        "Douleur après la course;Douleur la nuit;Boiterie;Remarques\n12 mars 2024;gauche;3;1;4;2;0;oui;ok\n"
    ),
    "Italian": (
        "Data;Lato;Dolore al tallone la mattina;Dolore prima della corsa;Dolore durante la corsa;"
        "Dolore dopo la corsa;Dolore di notte;Zoppia;Note\n12 marzo 2024;sinistro;3;1;4;2;0;sì;ok\n"
    ),
    "Portuguese": (
        "Data;Lado;Dor no calcanhar de manhã;Dor antes da corrida;Dor durante a corrida;Dor depois da corrida;"
        "Dor à noite;Mancar;Observações\n12 de março de 2024;esquerdo;3;1;4;2;0;sim;ok\n"
    ),
    "Dutch": (
        "Datum;Zijde;Hielpijn 's ochtends;Pijn voor het lopen;Pijn tijdens het lopen;Pijn na het lopen;"
        "Pijn 's nachts;Mank lopen;Opmerkingen\n12 maart 2024;links;3;1;4;2;0;ja;ok\n"
    ),
    "Swedish": (
        "Datum;Sida;Smärta i hälen på morgonen;Smärta före löpning;Smärta under löpning;Smärta efter löpning;"
        "Smärta på natten;Haltar;Anteckningar\n12 mars 2024;vänster;3;1;4;2;0;ja;ok\n"
    ),
    "Danish": (
        "Dato;Side;Smerter i hælen om morgenen;Smerter før løb;Smerter under løb;Smerter efter løb;"
        "Smerter om natten;Halter;Bemærkninger\n12. marts 2024;venstre;3;1;4;2;0;ja;ok\n"
    ),
    "Norwegian": (
        "Dato;Side;Smerte i hælen om morgenen;Smerte før løping;Smerte under løping;Smerte etter løping;"
        "Smerte om natten;Halter;Merknader\n12. mars 2024;venstre;3;1;4;2;0;ja;ok\n"
    ),
    "Polish": (
        "Data;Strona;Ból pięty rano;Ból przed bieganiem;Ból podczas biegania;Ból po bieganiu;Ból w nocy;Utykanie;"
        "Uwagi\n12 marca 2024;lewa;3;1;4;2;0;tak;ok\n"
    ),
}


@pytest.mark.parametrize("text", LOGS.values(), ids=LOGS)
def test_a_log_in_every_language(text):
    assert pain_csv.looks_like(file_of(text))
    assert entries(text) == [
        ("2024-03-12", "first_steps", 3),
        ("2024-03-12", "before", 1),
        ("2024-03-12", "during", 4),
        ("2024-03-12", "after", 2),
        ("2024-03-12", "night", 0),
    ]
    first = read(text).pain.iloc[0]
    assert (first["site"], first["side"], first["signs"], first["note"]) == ("plantar_heel", "left", "limp", "ok")
    assert [issue.found for issue in read(text).issues] == ["“Heel” was read as the underside of the heel (1 row)."]


@pytest.mark.parametrize(
    ("word", "site"),
    [
        ("Achillessehne", "achilles"),
        ("tendon d'Achille", "achilles"),
        ("tendón de Aquiles", "achilles"),
        ("hälsena", "achilles"),
        ("genou", "knee"),
        ("ginocchio", "knee"),
        ("joelho", "knee"),
        ("knæ", "knee"),
        ("kolano", "knee"),
        ("kuit", "calf"),
        ("læg", "calf"),
        ("Schienbein", "shin"),
        ("cheville", "ankle"),
        ("hofte", "hip"),
        ("biodro", "hip"),
        ("fascite plantare", "plantar_heel"),
    ],
)
def test_places_in_other_languages(word, site):
    assert read(f'date,site,score\n2024-03-12,"{word}",3\n').pain["site"].tolist() == [site]


def test_an_article_is_no_left_side():
    pain = read("date,douleur à l'achille\n2024-03-12,3\n").pain
    assert pain[["site", "side"]].to_numpy().tolist() == [["achilles", "unknown"]]
