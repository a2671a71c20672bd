-- What Twinge wrote in schema version 2: the dump of a file made by that version.
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
	part_of TEXT,
	records_file TEXT,
	PRIMARY KEY (import_id, activity_id),
	FOREIGN KEY(import_id) REFERENCES imports (import_id),
	FOREIGN KEY(athlete_id) REFERENCES athletes (athlete_id)
);
INSERT INTO "activities" VALUES(1,'local','hilly','2026-03-02','2026-03-02 07:00:00.000000',NULL,'running',NULL,3000.0,1000.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,'fit','hilly.fit',NULL,NULL,'hilly.parquet');
INSERT INTO "activities" VALUES(2,'local','lost','2026-03-04',NULL,NULL,'running',NULL,4000.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,'fit',NULL,NULL,NULL,'lost.parquet');
INSERT INTO "activities" VALUES(4,'local','x','2026-03-05',NULL,NULL,'running',NULL,7000.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,'garmin_csv',NULL,NULL,NULL,NULL);
INSERT INTO "activities" VALUES(6,'local','wrong','2026-03-02',NULL,NULL,'running',NULL,1.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,'fit',NULL,NULL,NULL,'gone.parquet');
INSERT INTO "activities" VALUES(7,'local','waits','2026-03-02',NULL,NULL,'running',NULL,5.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown','unknown',NULL,NULL,'fit',NULL,NULL,NULL,NULL);
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
	PRIMARY KEY (athlete_id)
);
INSERT INTO "athletes" VALUES('local','0123456789abcdef');
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
INSERT INTO "decisions" VALUES(5,'local','lost','gone',NULL);
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
INSERT INTO "imports" VALUES(1,'local','2026-11-23 12:59:37.325365','hilly.fit','FIT','imported',1,0,1,0,'',NULL,1,'d1','2026-03-02',NULL);
INSERT INTO "imports" VALUES(2,'local','2026-11-23 12:59:37.325365','lost.fit','FIT','imported',1,0,1,0,'',NULL,1,'d2','2026-03-04',NULL);
INSERT INTO "imports" VALUES(3,'local','2026-11-23 12:59:37.325365','pain.csv','Pain log','imported',0,2,2,0,'',NULL,1,'d3','2026-03-03',NULL);
INSERT INTO "imports" VALUES(4,'local','2026-11-23 12:59:37.419756','Activities.csv','Garmin','imported',1,0,1,0,'',NULL,2,'d4','2026-03-05',NULL);
INSERT INTO "imports" VALUES(5,'local','2026-11-23 12:59:37.420756','1 activity removed','Entered','imported',0,0,0,1,'',NULL,2,NULL,NULL,NULL);
INSERT INTO "imports" VALUES(6,'local','2026-11-23 12:59:37.489344','wrong.fit','FIT','imported',1,0,1,0,'','2026-11-23 12:59:37.522515',3,NULL,'2026-03-02',NULL);
INSERT INTO "imports" VALUES(7,'local','2026-11-23 12:59:37.554356','waits.csv','Garmin','asks',1,0,0,0,'',NULL,NULL,NULL,'2026-03-02','[]');
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
INSERT INTO "pain" VALUES(3,'local','2026-03-02','first_steps','plantar_heel','left',1,0.0,NULL,NULL,NULL,NULL,'pain.csv');
INSERT INTO "pain" VALUES(3,'local','2026-03-03','first_steps','plantar_heel','left',1,3.0,NULL,NULL,NULL,'it''s stiff','pain.csv');
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
INSERT INTO "workspace" VALUES(2);
CREATE INDEX ix_imports_athlete_id ON imports (athlete_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('imports',7);
COMMIT;
