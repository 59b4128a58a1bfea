PRAGMA user_version = 6;
PRAGMA application_id = 1298231669;
BEGIN TRANSACTION;
CREATE TABLE candidate_parents (
    candidate INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    parent INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    PRIMARY KEY (candidate, parent)
) WITHOUT ROWID;
CREATE TABLE candidate_recipes (          -- apart from what lists read of 20,000 designs: a recipe may be long
    candidate INTEGER PRIMARY KEY REFERENCES candidates (id) ON DELETE CASCADE,
    recipe TEXT NOT NULL                  -- JSON, the same as inside the file
);
INSERT INTO "candidate_recipes" VALUES(1,'{"version": 1}');
CREATE TABLE candidate_tags (
    candidate INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    tag INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    PRIMARY KEY (candidate, tag)
) WITHOUT ROWID;
INSERT INTO "candidate_tags" VALUES(1,1);
CREATE TABLE candidates (                 -- what was kept on the shelf
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,            -- in shelf/
    digest TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    name TEXT NOT NULL,
    notes TEXT NOT NULL DEFAULT '',
    rating INTEGER NOT NULL DEFAULT 0,    -- 0 none, 1 to 5
    created REAL NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0
, label INTEGER NOT NULL DEFAULT 0, model_digest TEXT NOT NULL DEFAULT '', model_name TEXT NOT NULL DEFAULT '', class TEXT NOT NULL DEFAULT '');
INSERT INTO "candidates" VALUES(1,'Ash.png','675324f8dbf40dd9633ea02b7beb25fb1c0e78d2bdcaa1b10c34c45b66663953',32,32,'Ash','keep the tail',4,0.0,0,3,'','','');
CREATE TABLE choices (                    -- decisions on the whole set, each a JSON value; changed by commands alone
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "choices" VALUES('bake','{"size":96}');
CREATE TABLE classes (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE
);
INSERT INTO "classes" VALUES(1,'cats');
INSERT INTO "classes" VALUES(2,'robots');
CREATE TABLE collection_candidates (
    collection INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    candidate INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    PRIMARY KEY (collection, candidate)
) WITHOUT ROWID;
INSERT INTO "collection_candidates" VALUES(1,1);
CREATE TABLE collections (                -- of kept designs, made by hand
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0
);
INSERT INTO "collections" VALUES(1,'Forge level',0);
CREATE TABLE datasets (                   -- what is known of the files in datasets/; the files are the truth
    file TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,                  -- bytes and time of the file this was read from
    count INTEGER NOT NULL,
    size INTEGER NOT NULL,
    classes TEXT NOT NULL,                -- JSON list
    digest TEXT NOT NULL,
    options TEXT NOT NULL,                -- JSON: how it was baked; {} where it came from elsewhere
    fault TEXT NOT NULL DEFAULT ''        -- why it cannot be read
);
CREATE TABLE findings (                   -- why a picture is to be looked at
    picture INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (picture, kind)
) WITHOUT ROWID;
INSERT INTO "findings" VALUES(1,'near-duplicate','A near-copy of cat 2.png.');
INSERT INTO "findings" VALUES(5,'truncated','It ends too early: part of the file is missing.');
CREATE TABLE groups (                     -- pictures that belong together, such as near-copies of one another
    kind TEXT NOT NULL,
    picture INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,              -- of the group, from 0
    place INTEGER NOT NULL,               -- in the group, from 0: the best first
    PRIMARY KEY (kind, picture)
) WITHOUT ROWID;
INSERT INTO "groups" VALUES('near-duplicate',1,0,0);
INSERT INTO "groups" VALUES('near-duplicate',3,0,1);
CREATE TABLE history (                    -- every change, with the way back
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    words TEXT NOT NULL,
    forward TEXT NOT NULL,                -- JSON of a command
    backward TEXT NOT NULL,
    made REAL NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
, scope TEXT NOT NULL DEFAULT 'curate');
INSERT INTO "history" VALUES(1,'import 5 pictures','{"kind":"together","parts":[{"kind":"assign","field":"pictures.removed","groups":[[0,"1-5"]]},{"kind":"assign","field":"pictures.class","groups":[["cats","1-2"],["robots","3-5"]]}]}','{"kind":"together","parts":[{"kind":"assign","field":"pictures.class","groups":[[null,"1-5"]]},{"kind":"assign","field":"pictures.removed","groups":[[1,"1-5"]]}]}',0.0,0,'curate');
INSERT INTO "history" VALUES(2,'pick 1 picture','{"kind":"assign","field":"pictures.state","groups":[[1,"1"]]}','{"kind":"assign","field":"pictures.state","groups":[[0,"1"]]}',0.0,0,'curate');
INSERT INTO "history" VALUES(3,'tag “horns” on 2 pictures','{"kind":"tags","give":{"horns":"1-2"},"take":{}}','{"kind":"tags","give":{},"take":{"horns":"1-2"}}',0.0,0,'curate');
INSERT INTO "history" VALUES(4,'remove 1 picture','{"kind":"assign","field":"pictures.removed","groups":[[1,"2"]]}','{"kind":"assign","field":"pictures.removed","groups":[[0,"2"]]}',0.0,0,'curate');
INSERT INTO "history" VALUES(5,'keep 1 design','{"kind":"assign","field":"candidates.deleted","groups":[[0,"1"]]}','{"kind":"assign","field":"candidates.deleted","groups":[[1,"1"]]}',0.0,0,'explore');
INSERT INTO "history" VALUES(6,'change notes','{"kind":"assign","field":"candidates.notes","groups":[["keep the tail","1"]]}','{"kind":"assign","field":"candidates.notes","groups":[["","1"]]}',0.0,0,'shelf');
INSERT INTO "history" VALUES(8,'hold out 1 picture','{"kind":"assign","field":"pictures.held","groups":[[1,"3"]]}','{"kind":"assign","field":"pictures.held","groups":[[0,"3"]]}',1.7952778249590749741e+09,0,'curate');
INSERT INTO "history" VALUES(9,'cut up 1 sheet','{"kind":"together","parts":[{"kind":"assign","field":"pictures.removed","groups":[[0,"6-7"],[1,""],[3,"4"]]}]}','{"kind":"together","parts":[{"kind":"assign","field":"pictures.removed","groups":[[1,"6-7"],[0,"4"]]}]}',1.79527782496038508411e+09,0,'curate');
INSERT INTO "history" VALUES(10,'make whole 1 sheet','{"kind":"together","parts":[{"kind":"assign","field":"pictures.removed","groups":[[0,"4"],[1,"6-7"],[3,""]]}]}','{"kind":"together","parts":[{"kind":"assign","field":"pictures.removed","groups":[[3,"4"],[0,"6-7"]]}]}',1.79527782496155428881e+09,0,'curate');
INSERT INTO "history" VALUES(11,'rate 1 design ★★★★','{"kind":"assign","field":"candidates.rating","groups":[[4,"1"]]}','{"kind":"assign","field":"candidates.rating","groups":[[0,"1"]]}',1.79527782496488809592e+09,0,'shelf');
CREATE TABLE memory (                     -- small things the studio remembers for this project
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL                   -- JSON
);
CREATE TABLE picture_tags (
    picture INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
    tag INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    PRIMARY KEY (picture, tag)
) WITHOUT ROWID;
INSERT INTO "picture_tags" VALUES(1,1);
INSERT INTO "picture_tags" VALUES(2,1);
CREATE TABLE pictures (                   -- a source and the steps that make a picture of it
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (id),
    name TEXT NOT NULL,
    folder TEXT NOT NULL DEFAULT '',      -- the sub-folder it was imported from
    sort TEXT NOT NULL,                   -- natural order of folder and name
    state INTEGER NOT NULL DEFAULT 0,     -- 0 undecided, 1 picked, 2 rejected
    class INTEGER REFERENCES classes (id),
    removed INTEGER NOT NULL DEFAULT 0,   -- 1: taken out of the project (can be undone), 2: an import not finished
    added REAL NOT NULL,                  -- seconds since 1970, the same for all of one import
    steps_key TEXT NOT NULL DEFAULT ''    -- short digest of its steps; '' for none
, sheet INTEGER REFERENCES pictures (id) ON DELETE SET NULL, held INTEGER NOT NULL DEFAULT 0, by_rule INTEGER NOT NULL DEFAULT 0, rating INTEGER NOT NULL DEFAULT 0, label INTEGER NOT NULL DEFAULT 0);
INSERT INTO "pictures" VALUES(1,1,'cat 0.png','cats','cats/cat 000000000000.png',1,1,0,0.0,'',NULL,0,0,4,2);
INSERT INTO "pictures" VALUES(2,2,'cat 2.png','cats','cats/cat 000000000002.png',0,1,1,0.0,'',NULL,0,0,0,0);
INSERT INTO "pictures" VALUES(3,3,'robot 1.png','robots','robots/robot 000000000001.png',0,2,0,0.0,'',NULL,1,0,0,0);
INSERT INTO "pictures" VALUES(4,4,'robot 3.png','robots','robots/robot 000000000003.png',0,2,0,0.0,'',NULL,0,0,0,0);
INSERT INTO "pictures" VALUES(5,5,'torn.png','robots','robots/torn.png',0,2,0,0.0,'',NULL,0,0,0,0);
INSERT INTO "pictures" VALUES(6,4,'robot 3, part 1','robots','robots/robot 000000000003, part 000000000001',0,2,1,1.79527782495933628083e+09,'b50af45ce4e74659',4,0,0,0,0);
INSERT INTO "pictures" VALUES(7,4,'robot 3, part 2','robots','robots/robot 000000000003, part 000000000002',0,2,1,1.79527782495976138119e+09,'1b5144fe3660cb60',4,0,0,0,0);
CREATE TABLE sources (                    -- the original files; never written by us
    id INTEGER PRIMARY KEY,
    digest TEXT UNIQUE,                   -- sha256 of the file; NULL where it could not be read
    path TEXT NOT NULL,                   -- absolute, or as seen from the project folder where it lies inside
    hint TEXT NOT NULL DEFAULT '',        -- as seen from the project folder, for projects moved with their pictures
    bytes INTEGER NOT NULL DEFAULT 0,
    modified INTEGER NOT NULL DEFAULT 0,  -- nanoseconds: has the file been worked on since?
    width INTEGER NOT NULL DEFAULT 0,
    height INTEGER NOT NULL DEFAULT 0,
    mode TEXT NOT NULL DEFAULT '',
    format TEXT NOT NULL DEFAULT '',
    frames INTEGER NOT NULL DEFAULT 0,
    has_alpha INTEGER NOT NULL DEFAULT 0,
    checked INTEGER NOT NULL DEFAULT 0,   -- which round of checks it has been through; 0: none
    missing INTEGER NOT NULL DEFAULT 0
);
INSERT INTO "sources" VALUES(1,'29efca3e39e8f7fe8861f8e995f2eab70ed22d582f4d0ba87452f706ffcb765a','/art/cats/cat 0.png','../art/cats/cat 0.png',303,0,32,32,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(2,'38369343129b310d31e9b5e20e66d4e04263f37862deb19349630a401dc2df96','/art/cats/cat 2.png','../art/cats/cat 2.png',300,0,32,32,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(3,'344a990e662f8b3f273f2fe25aeedc77f023ecf80803dffddb655339ffe38d9c','/art/robots/robot 1.png','../art/robots/robot 1.png',583,0,32,32,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(4,'b09057c69e95c2b1b49f5d48301bfdc5e40d480a8fd1dd6d1ca290d4c0cec34c','/art/robots/robot 3.png','../art/robots/robot 3.png',620,0,32,32,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(5,NULL,'/art/robots/torn.png','../art/robots/torn.png',8,0,0,0,'','',0,0,0,0);
CREATE TABLE steps (
    picture INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    options TEXT NOT NULL,                -- JSON
    PRIMARY KEY (picture, position)
) WITHOUT ROWID;
INSERT INTO "steps" VALUES(6,0,'cut','{"box":[0,0,16,32],"sheet":"robot 3.png","part":1}');
INSERT INTO "steps" VALUES(7,0,'cut','{"box":[16,0,16,32],"sheet":"robot 3.png","part":2}');
CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE
);
INSERT INTO "tags" VALUES(1,'horns');
CREATE INDEX sources_path ON sources (path);
CREATE INDEX pictures_source ON pictures (source);
CREATE INDEX picture_tags_tag ON picture_tags (tag);
CREATE INDEX pictures_sheet ON pictures (sheet) WHERE sheet IS NOT NULL;
CREATE INDEX groups_picture ON groups (picture);
CREATE INDEX candidates_created ON candidates (deleted, created);
CREATE INDEX candidates_rating ON candidates (deleted, rating);
CREATE INDEX candidates_label ON candidates (deleted, label);
CREATE INDEX candidates_class ON candidates (deleted, class);
CREATE INDEX candidates_model ON candidates (deleted, model_digest, created, model_name);
CREATE INDEX candidate_tags_tag ON candidate_tags (tag);
CREATE INDEX collection_candidates_candidate ON collection_candidates (candidate);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('history',11);
COMMIT;
