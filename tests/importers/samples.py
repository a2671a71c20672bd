"""One small file of each format of the smaller services, with invented values in the shape they really have."""

from __future__ import annotations

import json

TRAININGPEAKS = b""""Title","WorkoutType","WorkoutDescription","PlannedDuration","WorkoutDay","DistanceInMeters","TimeTotalInHours","CadenceAverage","HeartRateAverage","Rpe","Feeling"
"Easy 40'","Run","keep it easy","0.666666666666667","2024-05-01","8000.5","0.75","86","141","3","5"
"Pool","Swim","10x100","","2024-05-01","1000","0.334444444444444","26","","4",""
"Day off","Day Off","","","2024-05-02","","","","","",""
"Tempo","Run","3 x 8'","0.75","2024-05-03","","","","","",""
"""  # noqa: E501
INTERVALS_ICU = b"""id,start_date_local,type,elapsed_time,name,start_date,distance,moving_time,total_elevation_gain,trainer,average_heartrate,average_cadence,gear,icu_rpe,average_stride
i7,2024-05-01T07:00:00,Run,2000,"Morning, easy",2024-05-01T05:00:00Z,5000.5,1800,21.2,False,141.0,85.5,"{'id': 'g1', 'name': 'Blue pair', 'distance': None}",4.0,0.97
i8,2024-05-02T07:00:00,Ride,3700,Loop,2024-05-02T05:00:00Z,30000.0,3600,100.0,False,120.0,80.0,"{'id': 'b1', 'name': None}",,
"""  # noqa: E501
MAPMYRUN = b"""Date Submitted,Workout Date,Activity Type,Calories Burned (kCal),Distance (mi),Workout Time (seconds),Avg Pace (min/mi),Max Pace (min/mi),Avg Speed (mi/h),Max Speed (mi/h),Avg Heart Rate,Steps,Notes,Source,Link
"May 2, 2024","May 1, 2024",Run / Jog,400,3.0,1800,10.0,9.0,6.0,6.6,140,4950,Shoes: Red pair,Map My Fitness MapMyRun iPhone,http://www.mapmyfitness.com/workout/123
"""  # noqa: E501
APPLE_CSV = b"""Workout Type,Start,End,Duration,Active Energy (kcal),Avg. Heart Rate (count/min),Distance (mi),Elevation Ascended (ft),Elevation Descended (ft),Step Count,Step Cadence (spm)
Outdoor Run,2024-05-01 07:00,2024-05-01 07:33,00:32:30,300,148,3.11,100,90,5000,160
,,,,,,,,,,
"""  # noqa: E501
HRV4TRAINING = (
    b"date,timestamp_measurement,HR,rMSSD,HRV4T_Recovery_Points,training,training_type,trainingRPE, trainingDistance,"
    b"muscle_soreness,sickness, trainingTime, run_distance, run_time, run_pace, run_hr, run_elevation, bike_distance,"
    b" bike_time, bike_speed\r"
    b"2024-05-01 12:01:00 a. m. +0000,-,55.00,41.46,7.54,rest,-,-,-,5.0,not sick,-, -, -, -, -, -, -, -, - \r"
    b"2024-05-02 12:01:00 a. m. +0000,-,54.00,40.00,7.40,easy,Running,4.2,05.00,5.0,not sick,1800, 5.00, 1800,"
    b" 6:00 min/km, 140, 12.0, -, -, - \r"
)
GARMIN_SPLITS = b"""Split,GetDistance,Time,Moving Time,Avg Pace,Best Pace,Avg HR,Elevation Gain
1,1.00,00:05:10,00:05:10,00:05:10,00:04:50,135,5
2,1.00,00:05:05,00:05:05,00:05:05,00:04:45,138,4
Summary,2.00,00:10:15,00:10:15,00:05:07,00:04:45,136,9
"""
# A minute and a half at 12 km/h, a sample every 15 s.
POLAR_HRM = b"""[Params]\r\nVersion=106\r\nMonitor=1\r\nSMode=10000000\r\nDate=20240501\r\nStartTime=07:00:00.0\r
Length=00:01:30.0\r\nInterval=15\r\n\r\n[Note]\r\nPark\r\n\r\n[HRData]\r
""" + b"\r\n".join([b"0\t0", b"120\t120", b"130\t120", b"140\t120", b"150\t120", b"150\t120"])
POLAR_XML = b"""<?xml version="1.0" encoding="UTF-8"?>
<polar-exercise-data xmlns="http://www.polarpersonaltrainer.com" version="1.0"><calendar-items count="1"><exercise>
<created>2024-05-01 09:00:00.0</created><time>2024-05-01 07:00:00.0</time><name>Park</name><result>
<distance>300.0</distance><duration>00:01:40</duration>
<heart-rate><average>141</average><maximum>150</maximum></heart-rate><recording-rate>5</recording-rate>
<speed><type>RUNNING</type><speed><average>10.8</average></speed></speed>
<altitude-info><ascent>12.5</ascent><descent>10.0</descent></altitude-info><samples>
<sample><type>HEARTRATE</type><values>130,0,141</values></sample>
<sample><type>SPEED</type><values>10.8,10.8,10.8,10.8</values></sample>
<sample><type>RUN_CADENCE</type><values>84,85,86</values></sample></samples></result></exercise></calendar-items>
</polar-exercise-data>
"""
POLAR_CSV = b"""Name,Sport,Date,Start time,Duration,Total distance (km),Average heart rate (bpm),Average speed (km/h),Ascent (m),Descent (m),Notes
A B,Running,13-05-2024,07:00:00,00:30:00,5.00,141,10.0,20,18,
Sample rate,Time,HR (bpm),Speed (km/h),Pace (min/km),Cadence,Altitude (m),Stride length (m),Distances (m),Temperatures (C),Power (W)
1,00:00:00,120,0,,0,100,,0,,
,00:00:01,121,10.8,05:33,84,101,,3.0,,
,00:00:02,,10.8,05:33,85,101,,6.0,,
"""  # noqa: E501
POLAR_JSON = json.dumps(
    {
        "identifier": {"id": "1"},
        "startTime": "2024-05-01T07:00:00",
        "timezoneOffsetMinutes": 120,
        "durationMillis": 1800000,
        "exercises": [
            {
                "startTime": "2024-05-01T07:00:00",
                "stopTime": "2024-05-01T07:31:00",
                "timezoneOffsetMinutes": 120,
                "durationMillis": 1800000,
                "distanceMeters": 5000.5,
                "ascentMeters": 20.5,
                "descentMeters": 19.5,
                "sport": {"id": "17"},
                "samples": {
                    "samples": [
                        {"type": "HEART_RATE", "intervalMillis": 1000, "values": [120, 0, 122]},
                        {"type": "SPEED", "intervalMillis": 1000, "values": [float("nan"), 10.8, 10.8]},
                        {"type": "DISTANCE", "intervalMillis": 1000, "values": [0.0, 3.0, 6.0]},
                        {"type": "ALTITUDE", "intervalMillis": 1000, "values": [0, 0, 183.5]},
                        {"type": "TEMPERATURE", "intervalMillis": 1000, "values": [20, 20, 20]},
                    ]
                },
                "statistics": {"statistics": [{"type": "STATISTICS_TYPE_HEART_RATE", "avg": 141, "max": 150}]},
            }
        ],
    }
).encode()
SUUNTO_SML = b"""<?xml version="1.0" encoding="utf-8"?><sml xmlns="http://www.suunto.com/schemas/sml"><DeviceLog><Header>
<Duration>1800.5</Duration><Ascent>20</Ascent><Descent>18</Descent><HR><Avg>2.35</Avg><Max>2.7</Max></HR>
<ActivityType>82</ActivityType><Activity>Berglauf</Activity><Distance>5000</Distance>
<DateTime>2024-05-01T07:00:02</DateTime></Header><Samples>
<Sample><UTC>2024-05-01T05:00:00.000Z</UTC><Time>0</Time><Events><Pause><Distance>77</Distance></Pause></Events></Sample>
<Sample><HR>2.0</HR><Cadence>1.4</Cadence><Speed>3</Speed><Altitude>100</Altitude><Distance>3</Distance><Time>1</Time>
<UTC>2024-05-01T05:00:01.000Z</UTC></Sample>
<Sample><HR>2.1</HR><Cadence>1.4</Cadence><Latitude>0.87</Latitude><Distance>6</Distance><Time>2</Time>
<UTC>2024-05-01T05:00:02.000Z</UTC></Sample></Samples></DeviceLog></sml>
"""
SUUNTO_JSON = json.dumps(
    {
        "DeviceLog": {
            "Header": {
                "ActivityType": 3,
                "DateTime": "2024-05-01T07:00:00.000+02:00",
                "Distance": 5000,
                "Duration": 1800.5,
                "Ascent": 20,
                "Descent": 18,
                "Altitude": {"Min": 90, "Max": 110},
            },
            "Samples": [
                {"TimeISO8601": "2024-05-01T07:00:00.000+02:00", "HR": 2.0, "Distance": 0},
                {"TimeISO8601": "2024-05-01T07:00:01.000+02:00", "HR": 2.1, "Speed": 3.0, "Distance": 3},
            ],
        }
    }
).encode()
WAHOO_CSV = b"""Device,a,model,key,version,1,AppVersion,5.8.1
Year,2024,Month,5,Day,1,Hour,7,Minute,0,Second,2,BatteryUsage (%),14.9

comments
File created by Wahoo Fitness iPhone App.

workout,starttime,runningtime,pausedtime,wheeldist,spdavg,hravg,striderateavg,stridedist,gpsdist,manualdist
,0,1800.5,60.5,0.000000,0.000000,141.000000,166.500000,4800.000000,5000.500000,0.000000

time,hr_heartrate,gps_altitude,gps_dist,gps_speed,ma_cadence,paused
1,128,110.1,3.0,2.9,168.3,0
2,0,110.2,3.0,0.0,168.3,1
3,130,110.3,6.0,3.0,168.3,0
"""
# FORMAT -> files of it.
BEARABLE = b"""date,weekday,time of day,category,rating/amount,detail,notes
1st May 2024,Wed,am,Symptom,2,Heel pain (Moderate),stairs
1st May 2024,Wed,am,Mood,4,Mood,
"""
# Who made the scale chose its ends, so the score waits for an answer.
DAYLIO = b"""full_date,date,weekday,time,mood,activities,scales,note_title,note
2024-05-01,May 1,Wednesday,07:00,good,run | heel pain,Heel pain: 3,,
"""
OF_SERVICES: dict[str, tuple[bytes, ...]] = {
    "trainingpeaks": (TRAININGPEAKS,),
    "intervals_icu": (INTERVALS_ICU,),
    "mapmyrun": (MAPMYRUN,),
    "apple_csv": (APPLE_CSV,),
    "hrv4training": (HRV4TRAINING,),
    "garmin_splits": (GARMIN_SPLITS,),
    "polar_hrm": (POLAR_HRM,),
    "polar_xml": (POLAR_XML,),
    "polar_csv": (POLAR_CSV,),
    "polar_json": (POLAR_JSON,),
    "suunto": (SUUNTO_SML, SUUNTO_JSON),
    "wahoo_csv": (WAHOO_CSV,),
    "pain_bearable": (BEARABLE,),
    "pain_daylio": (DAYLIO,),
}
