"""What Garmin Connect calls columns and activity types in the languages it speaks.

Names are compared without case, accents and punctuation (`delimited.plain`). Languages: en, de, es, pt, sv, fr, nl,
da, pl and hu as seen in exports; it, nb, zh, ja and ko as seen in code that reads them; fi, cs and ru are translated,
in several ways where there are several, because none was seen.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.importers.delimited import plain

# `|` between names; where several columns of a file match, the first with a value wins.
HEADERS: Mapping[str, str] = {
    "type": (
        "Activity Type|Aktivitätstyp|Tipo de actividad|Tipo de atividade|Aktivitetstyp|Type d'activité|Activiteittype|"
        "Activiteitstype|Aktivitetstype|Typ aktywności|Tevékenység típusa|Tipo di attività|活动类型|活動類型|"
        "アクティビティタイプ|Aktiviteetin tyyppi|Aktiviteettityyppi|Suorituksen tyyppi|Typ aktivity|Тип занятия|"
        "Тип активности|Вид активности|활동 유형|활동 종류|Type"
    ),
    "date": "Date|Datum|Fecha|Data|Dato|Dátum|日期|日付|日時|Päivämäärä|Päiväys|Дата|날짜|Start",
    "favorite": (
        "Favorite|Favorit|Favorito|Favori|Favoriet|Favoritt|Ulubiony|Kedvenc|Preferita|Preferito|我的最爱|收藏|"
        "お気に入り|Suosikki|Oblíbené|Избранное|즐겨찾기"
    ),
    "title": (
        "Title|Activity Name|Titel|Aktivitätsname|Título|Namn|Titre|Tytuł|Cím|Titolo|标题|標題|タイトル|Tittel|"
        "Otsikko|Nimi|Název|Название|Заголовок|제목"
    ),
    "distance": (
        "Distance|Distanz|Distancia|Distância|Distans|Afstand|Dystans|Távolság|Distanza|距离|距離|Distanse|Matka|"
        "Vzdálenost|Расстояние|Дистанция|거리"
    ),
    "calories": (
        "Calories|Kalorien|Calorías|Calorias|Kalorier|Calorieën|Kalorie|Suma kalorii|Kalóriaszám|Calorie|热量消耗|"
        "卡路里|カロリー|Totale kalorier|Kalorit|Калории|칼로리"
    ),
    "time": (
        "Time|Activity Time|Zeit|Tiempo|Tempo|Tid|Durée|Temps|Tijd|Czas|Idő|时间|時間|タイム|Aika|Čas|Время|시간"
    ),
    "elapsed": (
        "Elapsed Time|Verstrichene Zeit|Tiempo transcurrido|Duração|Tempo decorrido|Total tid|Temps écoulé|"
        "Verstreken tijd|Tidsforbrug|Upłynęło czasu|Eltelt idő|Tempo trascorso|全程耗时|経過時間|Medgått tid|"
        "經過時間|总时间|Kulunut aika|Uplynulý čas|Celkový čas|Прошедшее время|Общее время|경과 시간"
    ),
    "heart_rate": (
        "Avg HR|Average HR|Ø Herzfrequenz|Ø HF|Durchschnittliche Herzfrequenz|Frecuencia cardiaca media|FC media|"
        "FC Média|Medelpuls|Fréquence cardiaque moyenne|Fréquence cardiaque moy.|FC moyenne|Gem. HS|Gem. hartslag|"
        "Gemiddelde hartslag|Gennemsnitlig puls|Średnie tętno|Átlagos pulzusszám|Átl. pulzus|平均心率|平均心拍数|"
        "平均心拍|Gjennomsnittlig puls|Keskisyke|Keskimääräinen syke|Keskim. syke|Průměrný srdeční tep|Průměrný ST|"
        "Prům. ST|Průměrná tepová frekvence|Prům. TF|Средняя ЧСС|Сред. ЧСС|Средняя частота пульса|"
        "Средний пульс|평균 심박수|평균 심박"
    ),
    # Exports of all sports put run cadence under the name of bike cadence.
    "cadence": (
        "Avg Run Cadence|Avg Running Cadence|Ø Schrittfrequenz (Laufen)|Ø Schrittfrequenz|Ø Laufkadenz|"
        "Cadencia de carrera media|Cadência de corrida média|Medellöpkadens|Cadence de course moyenne|Gem. slagen|"
        "Gem. loopcadans|Gemiddelde loopcadans|Gennemsnit kadence løb|Gennemsnitlig løbekadence|Średni rytm biegu|"
        "Átlagos futókadencia|Cadenza di corsa media|平均步频|平均步頻|平均ピッチ|Gjennomsnittlig frekvens for løping|"
        "Keskimääräinen juoksukadenssi|Keskim. juoksukadenssi|Keskimääräinen askeltiheys|Průměrná běžecká kadence|"
        "Průměrná kadence běhu|Prům. kadence běhu|Prům. běžecká kadence|Средняя частота шагов|"
        "Средняя частота шагов при беге|Средний каденс бега|Средний беговой каденс|Сред. беговой каденс|"
        "평균 달리기 케이던스|"
        "Avg Bike Cadence|Ø Trittfrequenz (Radfahren)|Ø Trittfrequenz|Cadencia de bicicleta media|Medelcykelkadens|"
        "Cadência bicicleta média|Cadence de vélo moyenne|Gem. fietscadans|Gennemsnit kadence cykling|Átl. pedálütem|"
        "Średni rytm pedałowania|Cadenza bici media|平均踏频|平均バイクケイデンス|"
        "Gjennomsnittlig frekvens for sykling|Keskimääräinen pyöräilykadenssi|Průměrná cyklistická kadence|"
        "Средний каденс велосипеда|평균 사이클링 케이던스|평균 자전거 케이던스"
    ),
    "stride": (
        "Avg Stride Length|Average Stride Length|Ø Schrittlänge|Longitud media de zancada|"
        "Comprimento médio da passada|Medelsteglängd|Longueur moyenne des foulées|Gem. staplengte|"
        "Gennemsnitlig skridtlængde|Średnia długość kroku|Átlagos lépéshossz|Lunghezza media passo|平均步长|平均步幅|"
        "平均歩幅|Gjennomsnittlig skrittlengde|Keskimääräinen askelpituus|Keskim. askelpituus|Průměrná délka kroku|"
        "Prům. délka kroku|Средняя длина шага|Сред. длина шага|"
        "평균 보폭"
    ),
    "steps": (
        "Steps|Schritte|Pasos|Passos|Steg|Pas|Stappen|Skridt|Kroki|Lépések|Passi|步数|步數|歩数|ステップ|Skritt|Askeleet|Kroky|"
        "Шаги|걸음"
    ),
    # The same column holds the pace of runs and the speed of rides.
    "pace": (
        "Avg Pace|Average Pace|Avg Speed|Avg Speed(Avg Pace)|Ø Pace|Ø Geschwindigkeit|Ø Geschw(Ø Pace)|Ritmo medio|"
        "Velocidad media|Ritmo médio|Velocidade média|Medeltempo|Medelfart|Medelhastighet|Allure moyenne|"
        "Vitesse moyenne|Vitesse_moy|Gemiddeld tempo|Gemiddelde snelheid|Gem. snelheid|Gennemsnitligt tempo|"
        "Gennemsnitstempo|Gennemsnitlig hastighed|Średnie tempo|Średnia prędkość|Átlagos tempó|Átlagsebesség|"
        "Passo medio|Velocità media|平均配速|平均速度|平均ペース|平均スピード|Gjennomsnittlig tempo|"
        "Gjennomsnittlig hastighet|Keskitahti|Keskivauhti|Keskinopeus|Keskim. vauhti|Keskim. tahti|Keskim. nopeus|"
        "Keskimääräinen vauhti|Keskimääräinen nopeus|Průměrné tempo|Prům. tempo|Průměrná rychlost|Prům. rychlost|"
        "Средний темп|Сред. темп|Средняя скорость|Сред. скорость|평균 페이스|평균 속도"
    ),
    "ascent": (
        "Total Ascent|Elev Gain|Elevation Gain|Anstieg gesamt|Positiver Höhenunterschied|Ascenso total|Subida total|"
        "Total stigning|Stigning totalt|Ascension totale|Gain_altitude|Stijging|Totale stijging|Hoogtewinst|"
        "Samlet stigning|Całkowity wznios|Teljes emelkedés|Ascesa totale|累计爬升|总爬升|總爬升|総上昇量|Kokonaisnousu|"
        "Nousu yhteensä|Celkové stoupání|Celkový výstup|Celkové převýšení|Общий подъем|Общий набор высоты|총 상승|"
        "총 상승 고도"
    ),
    "descent": (
        "Total Descent|Elev Loss|Elevation Loss|Abstieg gesamt|Negativer Höhenunterschied|Descenso total|"
        "Descida total|Totalt nedför|Descente totale|Perte_altitude|Hoogteverlies|Totale daling|Samlet nedstigning|"
        "Całkowity spadek|Teljes süllyedés|Discesa totale|累计下降|总下降|總下降|総下降量|Totalt fall|Kokonaislasku|"
        "Lasku yhteensä|Celkové klesání|Celkový sestup|Общий спуск|Общая потеря высоты|총 하강|총 하강 고도"
    ),
}  # fmt: skip

# (sport, sub_sport) as in FIT; an empty sub_sport says nothing more than the sport.
TYPES: Mapping[tuple[str, str], str] = {
    ("running", ""): (
        "Running|Run|Laufen|Lauf|Carrera|Correr|Corrida|Löpning|Course à pied|Hardlopen|Løb|Løping|Bieganie|Bieg|"
        "Futás|Corsa|跑步|ラン|ランニング|Juoksu|Běh|Бег|달리기|러닝"
    ),
    ("running", "street"): (
        "Street Running|Straßenlauf|Carrera en carretera|Carrera urbana|Corrida de rua|Course à pied sur route|"
        "Course à pied urbaine|Gatulöpning|Corsa su strada|路跑|ロードラン|Gateløping"
    ),
    ("running", "treadmill"): (
        "Treadmill Running|Treadmill|Laufbandtraining|Laufband|Entrenamiento en cinta|Carrera en cinta|"
        "Cinta de correr|Corrida em esteira|Esteira|Corrida na passadeira|Löpband|Löpbandslöpning|"
        "Course à pied sur tapis roulant|Tapis de course|Tapis roulant|Hardlopen op loopband|Loopband|Løbebånd|"
        "Løb på løbebånd|Tredemølle|Tredemølleløping|Løping på tredemølle|Bieganie na bieżni|Bieżnia|Futópad|"
        "Futópados futás|Futás futópadon|Corsa su tapis roulant|Allenamento su tapis roulant|跑步机|跑步機|"
        "トレッドミルランニング|トレッドミルラン|トレッドミル|Juoksumatto|Juoksumattojuoksu|Juoksu juoksumatolla|"
        "Běh na běžeckém pásu|Běžecký pás|Běh na páse|Běžecký trenažér|Беговая дорожка|Бег на беговой дорожке|"
        "Løping på mølle|트레드밀 러닝|"
        "트레드밀 달리기|트레드밀"
    ),
    ("running", "trail"): (
        "Trail Running|Trail Run|Trailrunning|Trail-Lauf|Traillauf|Carrera por montaña|Carrera de montaña|Trail|"
        "Corrida em trilhas|Corrida em trilha|Terränglöpning|Traillöpning|Stiglöpning|Trailløb|Terrengløping|"
        "Terrengløp|Bieganie w terenie|Bieg przełajowy|Terepfutás|Trailfutás|Trail corsa|Corsa su sentiero|越野跑|"
        "越野跑步|トレイルランニング|トレイルラン|Polkujuoksu|Maastojuoksu|Trailový běh|Trail běh|Běh v terénu|"
        "Terénní běh|Трейлраннинг|Трейл-раннинг|Бег по пересеченной местности|Трейл|트레일 러닝|트레일 달리기|"
        "Stiløping|Løping i terreng"
    ),
    ("running", "track"): (
        "Track Running|Track Run|Bahnlauf|Bahn-Laufen|Laufen auf der Bahn|Carrera en pista|Corrida em pista|"
        "Corrida na pista|Banlöpning|Course à pied sur piste|Course sur piste|Baanlopen|Hardlopen op baan|Baneløb|"
        "Baneløping|Bieganie na stadionie|Bieganie po bieżni|Pályafutás|Corsa su pista|Corsa in pista|田径跑|操场跑步|"
        "トラックランニング|トラックラン|Ratajuoksu|Běh na dráze|Бег на стадионе|Бег по стадиону|트랙 러닝|"
        "트랙 달리기"
    ),
    ("running", "indoor_running"): (
        "Indoor Running|Indoor-Laufen|Indoor Track|Carrera en interior|Carrera en pista cubierta|"
        "Corrida em local fechado|Inomhuslöpning|Course à pied en salle|Indoor hardlopen|Indendørs løb|"
        "Innendørsløping|Løping innendørs|Bieganie w pomieszczeniu|Beltéri futás|Teremfutás|Corsa indoor|室内跑步|"
        "室內跑步|インドアランニング|屋内ラン|Juoksu sisällä|Halový běh|"
        "インドアトラック|Sisäjuoksu|Běh v hale|Бег в помещении|실내 러닝|실내 달리기"
    ),
    ("running", "virtual_activity"): (
        "Virtual Running|Virtual Run|Virtuelles Laufen|Carrera virtual|Corrida virtual|Virtuell löpning|"
        "Course à pied virtuelle|Virtueel hardlopen|Virtuelt løb|Virtuell løping|Bieganie wirtualne|Virtuális futás|"
        "Corsa virtuale|虚拟跑步|虛擬跑步|バーチャルラン|Virtuaalijuoksu|Virtuální běh|Виртуальный бег|가상 러닝"
    ),
    ("running", "ultra"): (
        "Ultra Running|Ultra Run|Ultralauf|Ultra|Ultracarrera|Ultra-trail|Ultralöpning|Ultraløb|Ultraløp|超马|"
        "ウルトララン"
    ),
    ("running", "obstacle"): (
        "Obstacle Run|Obstacle Racing|Hindernislauf|Carrera de obstáculos|Corrida com obstáculos|Hinderbana|"
        "Course à obstacles|Hindernisloop|Forhindringsløb|Hinderløp|Bieg z przeszkodami|Corsa a ostacoli|障碍赛跑"
    ),
    ("walking", ""): (
        "Walking|Walk|Gehen|Gehen/Walking|Caminar|Caminata|Caminhada|Gång|Promenad|Marche|Marche à pied|Wandelen|"
        "Gåtur|Gang|Gåing|Chodzenie|Chód|Gyaloglás|Séta|Camminata|步行|健走|ウォーキング|ウォーク|Kävely|Chůze|Ходьба|"
        "걷기|보행|산책|"
        "Casual Walking|Speed Walking"
    ),
    ("walking", "indoor_walking"): (
        "Indoor Walking|Indoor-Gehen|Caminar en interior|Inomhusgång|Marche en salle|室内步行"
    ),
    ("hiking", ""): (
        "Hiking|Hike|Wandern|Senderismo|Trekking|Trilha|Vandring|Randonnée|Randonnée pédestre|Vandretur|Fottur|"
        "Wędrówka|Piesze wędrówki|Túrázás|Escursionismo|徒步|健行|ハイキング|Vaellus|Patikointi|Pěší turistika|"
        "Turistika|Поход|Пеший туризм|Хайкинг|하이킹|등산|Rucking"
    ),
    ("cycling", ""): (
        "Cycling|Biking|Ride|Radfahren|Ciclismo|Cykling|Cyclisme|Vélo|Fietsen|Sykling|Kolarstwo|Jazda na rowerze|"
        "Kerékpározás|骑行|自行车|サイクリング|バイク|Pyöräily|Cyklistika|Jízda na kole|Велоспорт|Велосипед|"
        "Езда на велосипеде|騎乘|自行車|사이클링|자전거|"
        "Bike Commuting|eBiking|E-Bike|E-Bike Fitness"
    ),
    ("cycling", "road"): (
        "Road Cycling|Road Biking|Rennradfahren|Ciclismo en carretera|Ciclismo em estradas|Landsvägscykling|"
        "Cyclisme sur route|Wielrennen|Landevejscykling|Landeveissykling|Kolarstwo szosowe|Országúti kerékpározás|"
        "Ciclismo su strada|公路骑行|ロードバイク|Sykling på vei|Maantiepyöräily|Silniční cyklistika|"
        "Шоссейный велоспорт|로드 사이클링"
    ),
    ("cycling", "mountain"): (
        "Mountain Biking|Mountainbiken|Mountainbike|Ciclismo de montaña|Ciclismo na montanha|VTT|Terrängcykling|"
        "Kolarstwo górskie|Terengsykling|Terepkerékpározás|Mountain bike|山地骑行|マウンテンバイク|"
        "Maastopyöräily|Horská cyklistika|Jízda na horském kole|Горный велосипед|Маунтинбайк|산악 자전거"
    ),
    ("cycling", "gravel_cycling"): (
        "Gravel Cycling|Gravel/Unpaved Cycling|Gravelbiken|Ciclismo gravel|Gruscykling|砾石骑行"
    ),
    ("cycling", "indoor_cycling"): (
        "Indoor Cycling|Indoor-Radfahren|Indoor Biking|Ciclismo en interior|Ciclismo em local fechado|Inomhuscykling|"
        "Vélo d'intérieur|Cyclisme en salle|Indoor fietsen|Indendørs cykling|Innendørssykling|Kolarstwo stacjonarne|"
        "Szobakerékpározás|Ciclismo indoor|室内骑行|室內騎乘|インドアバイク|屋内バイク|Sisäpyöräily|Sykling innendørs|"
        "Halová cyklistika|Cyklotrenažér|Велотренажер|실내 사이클링|실내 자전거"
    ),
    ("cycling", "virtual_activity"): (
        "Virtual Cycling|Virtual Ride|Virtuelles Radfahren|Ciclismo virtual|Virtuell cykling|Cyclisme virtuel|"
        "虚拟骑行|バーチャルバイク|Virtuaalipyöräily|Virtuální cyklistika|Виртуальный велоспорт|가상 사이클링"
    ),
    ("swimming", ""): (
        "Swimming|Swim|Schwimmen|Natación|Natação|Simning|Natation|Zwemmen|Svømning|Svømming|Pływanie|Úszás|Nuoto|"
        "游泳|スイム|水泳|Uinti|Plavání|Плавание|수영"
    ),
    ("swimming", "lap_swimming"): (
        "Pool Swim|Pool Swimming|Lap Swimming|Schwimmbad|Schwimmbadschwimmen|Bahnschwimmen|Natación en piscina|"
        "Natação em piscina|Simbassäng|Bassängsimning|Natation en piscine|Nat. piscine|Zwemmen in zwembad|Baanzwemmen|"
        "Svømning i bassin|Bassengsvømming|Pływanie na basenie|Medencés úszás|Uszodai úszás|Nuoto in piscina|泳池游泳|"
        "プールスイム|Allasuinti|Plavání v bazénu|Плавание в бассейне|수영장 수영|풀 수영"
    ),
    ("swimming", "open_water"): (
        "Open Water Swimming|Open Water|Freiwasser|Freiwasserschwimmen|Natación en aguas abiertas|Aguas abiertas|"
        "Natação em alto mar|Natação em águas abertas|Öppet vatten|Natation en eau libre|Nat. eau libre|"
        "Zwemmen in open water|Åbent vand|Svømming i åpent vann|Pływanie na wodach otwartych|Nyíltvízi úszás|"
        "Nuoto in acque libere|公开水域游泳|オープンウォータースイム|Avovesiuinti|Plavání na otevřené vodě|"
        "Plavání v otevřené vodě|Плавание на открытой воде|Плавание в открытой воде|오픈워터 수영|실외 수영"
    ),
    ("training", "strength_training"): (
        "Strength Training|Strength|Weight Training|Krafttraining|Entrenamiento de fuerza|Fuerza|Treinamento de força|"
        "Styrketräning|Musculation|Krachttraining|Styrketræning|Styrketrening|Trening siłowy|Erősítő edzés|"
        "Allenamento di forza|Pesi|力量训练|肌力訓練|筋力トレーニング|筋トレ|Voimaharjoittelu|Silový trénink|"
        "Posilování|Силовая тренировка|근력 훈련|근력 운동"
    ),
    ("training", "cardio_training"): (
        "Cardio|Cardio Training|Konditionspass|Cardiotraining|Cardiotræning|Kardiotrening|Kardio|Trening kardio|"
        "有氧运动|有氧運動|Indoor Cardio|カーディオ|Fitness Equipment|HIIT|Gym & Fitness Equipment|"
        "ジムおよびフィットネス器具|Kardioharjoittelu|Кардио|Кардиотренировка|유산소 운동|카디오"
    ),
    ("training", "yoga"): "Yoga|Joga|Jóga|瑜伽|ヨガ|Jooga|Йога|요가",
    ("training", "pilates"): "Pilates|普拉提|ピラティス",
    ("training", "breathing"): (
        "Breathwork|Breathing|Atemübung|Ejercicio de respiración|Exercice de respiration|Andningsövning|"
        "Légzőgyakorlat|Meditation"
    ),
    ("fitness_equipment", "stair_climbing"): (
        "Stair Stepper|Stair Climbing|Floor Climbing|Treppensteigen|Lépcsőzés|Trappträning|Stepper"
    ),
    ("fitness_equipment", "elliptical"): (
        "Elliptical|Ellipsentrainer|Crosstrainer|Elíptica|Elíptico|Vélo elliptique|Elliptique|Ellittica|椭圆机|"
        "Orbitrek|エリプティカル|Xトレーナー|Crosstrainer-harjoittelu|Elliptinen|Eliptický trenažér|"
        "Эллиптический тренажер|Ellipsemaskin|일립티컬"
    ),
    ("fitness_equipment", "indoor_rowing"): (
        "Indoor Rowing|Indoor-Rudern|Remo en interior|Aviron en salle|Inomhusrodd|Innendørsroing|室内划船"
    ),
    ("rowing", ""): "Rowing|Rudern|Remo|Aviron|Rodd|Roeien|Roing|Wioślarstwo|Evezés|Canottaggio|划船",
    ("paddling", ""): "Paddling|Kayaking|Kajak|Canoeing|Stand Up Paddleboarding|SUP|Peddelen|Kajakken",
    ("cross_country_skiing", ""): (
        "Cross Country Skiing|Cross Country Classic Skiing|Cross Country Classic Ski|Skilanglauf|Langlauf|"
        "Esquí de fondo|Längdskidåkning|Längdskidåkning klassisk stil|Ski de fond|Langrenn|Hiihto|Narciarstwo biegowe|"
        "越野滑雪"
    ),
    ("cross_country_skiing", "skate_skiing"): (
        "Cross Country Skate Skiing|Cross Country Skate Ski|Skate Skiing|Längdskidåkning fristil|Skøyting"
    ),
    ("alpine_skiing", ""): (
        "Resort Skiing|Resort Skiing/Snowboarding|Downhill Skiing|Skifahren|Ski Alpin|Esquí|Utförsåkning i pist|Ski|"
        "Sci|Alpint|Narciarstwo"
    ),
    ("alpine_skiing", "backcountry"): "Backcountry Skiing|Skitour|Ski de randonnée|Toppturer|Skimo",
    ("snowboarding", ""): "Snowboarding|Snowboard|Snowboarden",
    ("tennis", ""): "Tennis|Tenis|网球|テニス",
    ("racket", "padel"): "Padel|Pádel|Padel Tennis",
    ("racket", "badminton"): "Badminton|羽毛球",
    ("racket", "squash"): "Squash",
    ("golf", ""): "Golf",
    ("disc_golf", ""): "Disc Golf|Discgolf|Frisbeegolf",
    ("soccer", ""): "Soccer|Soccer/Football|Fußball|Fútbol|Fotboll|Football|Voetbal|Fodbold|Fotball",
    ("rock_climbing", ""): (
        "Rock Climbing|Indoor Climbing|Bouldering|Klettern|Escalada|Escalade|Klättring|Kletter-/Boulderhalle"
    ),
    ("inline_skating", ""): "Inline Skating|Skating|Inlineskaten|Inlines|Rulleskøyter",
    ("multisport", ""): "Multisport|Multi Sport|Multideporte|Triathlon|Triatlón|Duathlon",
    ("transition", ""): "Transition|Wechsel|Transición|Transição|Växling",
    ("other", ""): (
        "Other|Sonstige|Andere|Otro|Otros|Outro|Outros|Annan|Annat|Autre|Autres|Overig|Andet|Annet|Inne|Egyéb|Altro|"
        "其他|その他|Muu|Ostatní|Другое|기타"
    ),
}  # fmt: skip

FIELD_OF = {plain(name): field for field, names in HEADERS.items() for name in names.split("|")}
SPORT_OF = {plain(name): sport for sport, names in TYPES.items() for name in names.split("|")}
