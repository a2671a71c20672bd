-- What Twinge wrote in schema version 1: the dump of a file made by that version.
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
	shoe TEXT,
	title TEXT,
	source_format TEXT NOT NULL,
	source_file TEXT,
	also_in TEXT,
	records_file TEXT,
	PRIMARY KEY (import_id, activity_id),
	FOREIGN KEY(import_id) REFERENCES imports (import_id),
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
INSERT INTO "activities" VALUES(1,'local','x','2026-03-02',NULL,NULL,'running',NULL,5000.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,'garmin_csv','Activities.csv',NULL,NULL);
INSERT INTO "activities" VALUES(1,'local','y','2026-03-05',NULL,NULL,'running',NULL,7000.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,'garmin_csv','Activities.csv',NULL,NULL);
INSERT INTO "activities" VALUES(3,'local','y','2026-03-05',NULL,NULL,'running',NULL,7100.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,'garmin_csv','Activities.csv',NULL,NULL);
INSERT INTO "activities" VALUES(4,'local','z','2026-03-02',NULL,NULL,'running',NULL,1.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,'garmin_csv','Activities.csv',NULL,NULL);
CREATE TABLE athletes (
	athlete_id TEXT NOT NULL,
	data_version TEXT NOT NULL,
	PRIMARY KEY (athlete_id)
);
INSERT INTO "athletes" VALUES('local','0123456789abcdef');
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
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
INSERT INTO "imports" VALUES(1,'local','2026-03-07 08:00:01.000000','Activities.csv','Garmin','imported',2,0,2,0,'Row 3: odd.',NULL);
INSERT INTO "imports" VALUES(2,'local','2026-03-07 08:00:02.000000','pain.csv','Pain log','imported',0,2,2,0,'',NULL);
INSERT INTO "imports" VALUES(3,'local','2026-03-07 08:00:03.000000','Activities (1).csv','Garmin','imported',1,0,0,1,'',NULL);
INSERT INTO "imports" VALUES(4,'local','2026-03-07 08:00:04.000000','wrong.csv','Garmin','imported',1,0,1,0,'','2026-03-07 09:00:00.000000');
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
	activity_id TEXT,
	signs TEXT,
	note TEXT,
	source TEXT NOT NULL,
	PRIMARY KEY (import_id, local_date, moment, site, side, entry),
	FOREIGN KEY(import_id) REFERENCES imports (import_id),
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
INSERT INTO "pain" VALUES(2,'local','2026-03-02','first_steps','plantar_heel','left',1,0.0,NULL,NULL,NULL,NULL,'pain.csv');
INSERT INTO "pain" VALUES(2,'local','2026-03-06','first_steps','plantar_heel','left',1,3.0,NULL,NULL,NULL,'it''s stiff; "really"','pain.csv');
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
CREATE TABLE workspace (
	schema_version INTEGER NOT NULL,
	PRIMARY KEY (schema_version)
);
INSERT INTO "workspace" VALUES(1);
CREATE INDEX ix_imports_athlete_id ON imports (athlete_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('imports',4);
COMMIT;
