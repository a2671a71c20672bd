-- What Twinge wrote in schema version 3: the dump of a file made by that version.
BEGIN TRANSACTION;
CREATE TABLE activities (
	import_id INTEGER NOT NULL, 
	athlete_id TEXT NOT NULL, 
	activity_id TEXT NOT NULL, 
	local_date DATE NOT NULL, 
	local_start_time DATETIME, 
	start_time DATETIME, 
	sport TEXT NOT NULL, 
	sub_sport TEXT, 
	distance_m DOUBLE, 
	moving_time_s DOUBLE, 
	elapsed_time_s DOUBLE, 
	ascent_m DOUBLE, 
	descent_m DOUBLE, 
	avg_heart_rate_bpm DOUBLE, 
	avg_cadence_spm DOUBLE, 
	avg_stride_m DOUBLE, 
	perceived_exertion DOUBLE, 
	surface TEXT NOT NULL, 
	surface_source TEXT NOT NULL, 
	session_type TEXT, 
	session_type_source TEXT, 
	shoe TEXT, 
	ground_contact_left_pct DOUBLE, 
	place TEXT, 
	route TEXT, 
	title TEXT, 
	source_format TEXT NOT NULL, 
	source_file TEXT, 
	also_in TEXT, 
	part_of TEXT, 
	records_file TEXT, 
	exposures BLOB, 
	PRIMARY KEY (import_id, activity_id), 
	FOREIGN KEY(import_id) REFERENCES imports (import_id), 
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
INSERT INTO "activities" VALUES(1,'local','x','2026-03-02',NULL,'2026-03-02 05:30:00.000000','running',NULL,5000.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'garmin_csv',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "activities" VALUES(1,'local','y','2026-03-05',NULL,NULL,'running',NULL,7000.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'garmin_csv',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "activities" VALUES(3,'local','first','2026-03-06',NULL,NULL,'running',NULL,1.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'garmin_csv',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "activities" VALUES(4,'local','second','2026-03-06',NULL,NULL,'running',NULL,2.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'garmin_csv',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "activities" VALUES(5,'local','waits','2026-03-07',NULL,NULL,'running',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'garmin_csv',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE answers (
	athlete_id TEXT NOT NULL, 
	shape TEXT NOT NULL, 
	topic TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	PRIMARY KEY (athlete_id, shape, topic), 
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
INSERT INTO "answers" VALUES('local','shape','sport','running');
CREATE TABLE athletes (
	athlete_id TEXT NOT NULL, 
	data_version TEXT NOT NULL, 
	place_key BLOB, 
	PRIMARY KEY (athlete_id)
);
INSERT INTO "athletes" VALUES('local','0123456789abcdef',X'00112233');
CREATE TABLE care (
	athlete_id TEXT NOT NULL, 
	said INTEGER NOT NULL, 
	local_date DATE NOT NULL, 
	item TEXT NOT NULL, 
	dose TEXT, 
	felt TEXT, 
	is_dropped BOOLEAN NOT NULL, 
	removed_at DATETIME, 
	PRIMARY KEY (athlete_id, said, local_date, item), 
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
INSERT INTO "care" VALUES('local',1,'2026-03-04','ice',NULL,'better',0,NULL);
CREATE TABLE corrections (
	athlete_id TEXT NOT NULL, 
	said INTEGER NOT NULL, 
	activity_id TEXT NOT NULL, 
	field TEXT NOT NULL, 
	value TEXT, 
	is_dropped BOOLEAN NOT NULL, 
	removed_at DATETIME, 
	PRIMARY KEY (athlete_id, said, activity_id, field), 
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
INSERT INTO "corrections" VALUES('local',1,'x','surface','trail',0,NULL);
CREATE TABLE decisions (
	import_id INTEGER NOT NULL, 
	athlete_id TEXT NOT NULL, 
	activity_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	other TEXT, 
	PRIMARY KEY (import_id, activity_id, kind), 
	FOREIGN KEY(import_id) REFERENCES imports (import_id), 
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
CREATE TABLE defaults (
	athlete_id TEXT NOT NULL, 
	said INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	field TEXT NOT NULL, 
	value TEXT, 
	name TEXT, 
	is_dropped BOOLEAN NOT NULL, 
	removed_at DATETIME, 
	PRIMARY KEY (athlete_id, said, kind, "key", field), 
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
CREATE TABLE imports (
	import_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	athlete_id TEXT NOT NULL, 
	imported_at DATETIME NOT NULL, 
	file TEXT NOT NULL, 
	format TEXT NOT NULL, 
	status TEXT NOT NULL, 
	activities INTEGER NOT NULL, 
	pain_entries INTEGER NOT NULL, 
	added INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	sentences TEXT NOT NULL, 
	removed_at DATETIME, 
	batch INTEGER, 
	digest TEXT, 
	last_day DATE, 
	questions TEXT, 
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
INSERT INTO "imports" VALUES(1,'local','2026-11-27 12:01:45.876017','Activities.csv','Garmin','imported',2,0,2,0,'',NULL,1,'d1','2026-03-05',NULL);
INSERT INTO "imports" VALUES(2,'local','2026-11-27 12:01:45.993141','pain.csv','Pain log','imported',0,2,2,0,'',NULL,2,'d2','2026-03-04',NULL);
INSERT INTO "imports" VALUES(3,'local','2026-11-27 12:01:46.223893','first.csv','Garmin','imported',1,0,1,0,'','2026-11-27 12:01:46.296290',3,NULL,'2026-03-06',NULL);
INSERT INTO "imports" VALUES(4,'local','2026-11-27 12:01:46.275507','second.csv','Garmin','imported',1,0,1,0,'','2026-11-27 12:01:46.306506',4,NULL,'2026-03-06',NULL);
INSERT INTO "imports" VALUES(5,'local','2026-11-27 12:01:46.335106','waits.csv','Garmin','imported',1,0,0,0,'',NULL,NULL,NULL,'2026-03-07',NULL);
CREATE TABLE names (
	athlete_id TEXT NOT NULL, 
	said INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	name TEXT, 
	is_dropped BOOLEAN NOT NULL, 
	removed_at DATETIME, 
	PRIMARY KEY (athlete_id, said, "key"), 
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
CREATE TABLE pain (
	import_id INTEGER NOT NULL, 
	athlete_id TEXT NOT NULL, 
	local_date DATE NOT NULL, 
	moment TEXT NOT NULL, 
	site TEXT NOT NULL, 
	side TEXT NOT NULL, 
	entry BIGINT NOT NULL, 
	score DOUBLE, 
	warm_up TEXT, 
	start_score DOUBLE, 
	end_score DOUBLE, 
	hours_after DOUBLE, 
	quality TEXT, 
	activity_id TEXT, 
	signs TEXT, 
	note TEXT, 
	source TEXT NOT NULL, 
	PRIMARY KEY (import_id, local_date, moment, site, side, entry), 
	FOREIGN KEY(import_id) REFERENCES imports (import_id), 
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
INSERT INTO "pain" VALUES(2,'local','2026-03-02','first_steps','plantar_heel','left',1,0.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'pain.csv');
INSERT INTO "pain" VALUES(2,'local','2026-03-04','first_steps','plantar_heel','left',1,3.0,NULL,NULL,NULL,NULL,NULL,NULL,'limp','it''s stiff; "really"','pain.csv');
CREATE TABLE resolved (
	athlete_id TEXT NOT NULL, 
	flag_id TEXT NOT NULL, 
	day DATE NOT NULL, 
	removed_at DATETIME, 
	PRIMARY KEY (athlete_id, flag_id), 
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
INSERT INTO "resolved" VALUES('local','numbness','2026-03-04',NULL);
CREATE TABLE settings (
	athlete_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (athlete_id, name), 
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
INSERT INTO "settings" VALUES('local','units','mi');
CREATE TABLE shoes (
	athlete_id TEXT NOT NULL, 
	said INTEGER NOT NULL, 
	shoe TEXT NOT NULL, 
	first_use DATE, 
	last_use DATE, 
	starting_distance_m DOUBLE, 
	distance_m DOUBLE, 
	n_runs BIGINT, 
	n_unmeasured BIGINT, 
	category TEXT, 
	drop_mm DOUBLE, 
	retired DATE, 
	thumb_test TEXT, 
	thumb_test_day DATE, 
	is_dropped BOOLEAN NOT NULL, 
	removed_at DATETIME, 
	PRIMARY KEY (athlete_id, said, shoe), 
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
INSERT INTO "shoes" VALUES('local',1,'Pair A',NULL,NULL,NULL,NULL,NULL,NULL,NULL,8.0,NULL,NULL,NULL,0,NULL);
CREATE TABLE workspace (
	schema_version INTEGER NOT NULL, 
	PRIMARY KEY (schema_version)
);
INSERT INTO "workspace" VALUES(3);
CREATE INDEX ix_imports_athlete_id ON imports (athlete_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('imports',5);
COMMIT;
