PRAGMA application_id = 1298231669;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE candidate_parents (
    candidate INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    parent INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    PRIMARY KEY (candidate, parent)
) WITHOUT ROWID;
CREATE TABLE candidates (                 -- what was kept on the shelf
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,            -- in shelf/
    digest TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    recipe TEXT NOT NULL,                 -- JSON, the same as inside the file
    name TEXT NOT NULL,
    notes TEXT NOT NULL DEFAULT '',
    rating INTEGER NOT NULL DEFAULT 0,    -- 0 none, 1 to 5
    created REAL NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0
);
INSERT INTO "candidates" VALUES(1,'seed00000.png','f0cfbd38ce51c3aa3a87220d21a9c8a7a45942237fbe252db27a0fc6e765ec5d',32,32,'{"version": 1, "model_digest": "48e6a45c73028a2199cdf46f6b1df3daf1abb3c303e9b18c343a988b1bb695d4", "model_name": "dcgan 000000.400", "z": null, "seed": 0, "class_name": null, "psi": 1.0, "noise": null, "mixing": [], "edits": []}','Ash','keep the lip',4,1.7959497011066079139e+09,0);
INSERT INTO "candidates" VALUES(2,'seed00001.png','7acbb3320bfb1561c6579e81360da865e52055ac110fce134bbad8a9a28bec44',32,32,'{"version": 1, "model_digest": "48e6a45c73028a2199cdf46f6b1df3daf1abb3c303e9b18c343a988b1bb695d4", "model_name": "dcgan 000000.400", "z": null, "seed": 1, "class_name": null, "psi": 1.0, "noise": null, "mixing": [], "edits": []}','seed00001','',0,1.79594970111052632333e+09,1);
CREATE TABLE choices (                    -- decisions on the whole set, each a JSON value; changed by commands alone
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "choices" VALUES('bake','{"which":"usable","classes":"","background":"#ffffff","split":"none","leave_small_out":false,"frame_to":"whole","margin":0.04,"tolerance":null,"edge":0.0,"softness":null,"hold_out":0.0,"most_per_group":4,"leave_out":[],"augment":[],"left_to_training":[],"fit":"crop","remove_background":"flood","size":32}');
INSERT INTO "choices" VALUES('checks','{"thresholds":{"blurred":0.25},"fine":{"blurred":[8]}}');
INSERT INTO "choices" VALUES('copies','{"threshold":0.9,"keep":2,"best":[9]}');
INSERT INTO "choices" VALUES('unlike','{"threshold":1.5,"belong":"11"}');
INSERT INTO "choices" VALUES('walk','{"stations":[{"seed":3,"z":null,"class":null,"psi":1.0},{"seed":null,"z":"AAAAAAAAAD4AAIA+AADAPgAAAD8AACA/AABAPwAAYD8=","class":null,"psi":0.7}],"seconds":4.0,"loop":true}');
CREATE TABLE classes (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE
);
INSERT INTO "classes" VALUES(1,'pots');
INSERT INTO "classes" VALUES(2,'trees');
INSERT INTO "classes" VALUES(3,'jugs');
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
INSERT INTO "datasets" VALUES('pots.zip','7454:1795949701111793432',10,32,'["pots", "trees"]','1ce292462ff0d9fab128d6999073a5bd425dec390a3a006a9100682b98b640db','{"size": 32, "labels": "folders"}','');
CREATE TABLE findings (                   -- why a picture is to be looked at
    picture INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (picture, kind)
) WITHOUT ROWID;
CREATE TABLE groups (                     -- pictures that belong together, such as near-copies of one another
    kind TEXT NOT NULL,
    picture INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,              -- of the group, from 0
    place INTEGER NOT NULL,               -- in the group, from 0: the best first
    PRIMARY KEY (kind, picture)
) WITHOUT ROWID;
INSERT INTO "groups" VALUES('near-duplicate',9,0,0);
INSERT INTO "groups" VALUES('near-duplicate',10,0,1);
CREATE TABLE history (                    -- every change, with the way back
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    words TEXT NOT NULL,
    forward TEXT NOT NULL,                -- JSON of a command
    backward TEXT NOT NULL,
    made REAL NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
, scope TEXT NOT NULL DEFAULT 'curate');
INSERT INTO "history" VALUES(1,'import 12 pictures','{"kind":"together","parts":[{"kind":"assign","field":"pictures.removed","groups":[[0,"1-12"]]},{"kind":"assign","field":"pictures.class","groups":[["pots","1-6"],["trees","7-12"]]}]}','{"kind":"together","parts":[{"kind":"assign","field":"pictures.class","groups":[[null,"1-12"]]},{"kind":"assign","field":"pictures.removed","groups":[[1,"1-12"]]}]}',1.79594970108350872987e+09,0,'curate');
INSERT INTO "history" VALUES(2,'pick 3 pictures','{"kind":"assign","field":"pictures.state","groups":[[1,"1-3"]]}','{"kind":"assign","field":"pictures.state","groups":[[0,"1-3"]]}',1.79594970108440828322e+09,0,'curate');
INSERT INTO "history" VALUES(3,'reject 1 picture','{"kind":"assign","field":"pictures.state","groups":[[2,"4"]]}','{"kind":"assign","field":"pictures.state","groups":[[0,"4"]]}',1.79594970108470225337e+09,0,'curate');
INSERT INTO "history" VALUES(4,'class “jugs” for 2 pictures','{"kind":"assign","field":"pictures.class","groups":[["jugs","1-2"]]}','{"kind":"assign","field":"pictures.class","groups":[["pots","1-2"]]}',1.79594970108484935757e+09,0,'curate');
INSERT INTO "history" VALUES(5,'tag “round”, tag “blue” on 2 pictures','{"kind":"tags","give":{"round":"1-2","blue":"1-2"},"take":{}}','{"kind":"tags","give":{},"take":{"round":"1-2","blue":"1-2"}}',1.79594970108519244198e+09,0,'curate');
INSERT INTO "history" VALUES(6,'untag “blue” on 1 picture','{"kind":"tags","give":{},"take":{"blue":"2"}}','{"kind":"tags","give":{"blue":"2"},"take":{}}',1.79594970108538460728e+09,0,'curate');
INSERT INTO "history" VALUES(7,'hold out 1 picture','{"kind":"assign","field":"pictures.held","groups":[[1,"5"]]}','{"kind":"assign","field":"pictures.held","groups":[[0,"5"]]}',1.79594970108601737022e+09,0,'curate');
INSERT INTO "history" VALUES(8,'change the steps of 1 picture','{"kind":"steps","groups":[["[{\"kind\":\"background\",\"options\":{\"method\":\"keep\"}},{\"kind\":\"frame\",\"options\":{\"fit\":\"crop\",\"to\":\"whole\",\"box\":[2,2,20,20]}}]","6"]]}','{"kind":"steps","groups":[["[]","6"]]}',1.79594970108643841744e+09,0,'curate');
INSERT INTO "history" VALUES(9,'remove 1 picture','{"kind":"assign","field":"pictures.removed","groups":[[1,"7"]]}','{"kind":"assign","field":"pictures.removed","groups":[[0,"7"]]}',1.79594970108657336232e+09,0,'curate');
INSERT INTO "history" VALUES(10,'begin','{"kind":"choose","name":"bake","changes":[[[],{"which":"usable","classes":"","size":64,"fit":"pad","background":"#ffffff","remove_background":"","split":"none","leave_small_out":false,"frame_to":"whole","margin":0.04,"tolerance":null,"edge":0.0,"softness":null,"hold_out":0.0,"most_per_group":4,"leave_out":[],"augment":[],"left_to_training":[]}]]}','{"kind":"choose","name":"bake","changes":[[[]]]}',1.79594970108692526819e+09,0,'curate');
INSERT INTO "history" VALUES(11,'change how the set is baked','{"kind":"choose","name":"bake","changes":[[["fit"],"crop"],[["remove_background"],"flood"],[["size"],32]]}','{"kind":"choose","name":"bake","changes":[[["fit"],"pad"],[["remove_background"],""],[["size"],64]]}',1.79594970108708715432e+09,0,'curate');
INSERT INTO "history" VALUES(12,'move the threshold of blurred','{"kind":"choose","name":"checks","changes":[[[],{"thresholds":{"blurred":0.25},"fine":{"blurred":[8]}}]]}','{"kind":"choose","name":"checks","changes":[[[]]]}',1.79594970108717203144e+09,0,'curate');
INSERT INTO "history" VALUES(13,'keep 2 near-copies','{"kind":"choose","name":"copies","changes":[[[],{"threshold":0.9,"keep":2,"best":[9]}]]}','{"kind":"choose","name":"copies","changes":[[[]]]}',1.79594970108724665642e+09,0,'curate');
INSERT INTO "history" VALUES(14,'let 1 picture belong','{"kind":"choose","name":"unlike","changes":[[[],{"threshold":1.5,"belong":"11"}]]}','{"kind":"choose","name":"unlike","changes":[[[]]]}',1.79594970108733940124e+09,0,'curate');
INSERT INTO "history" VALUES(15,'add 2 stations to the walk','{"kind":"choose","name":"walk","changes":[[[],{"stations":[{"seed":3,"z":null,"class":null,"psi":1.0},{"seed":null,"z":"AAAAAAAAAD4AAIA+AADAPgAAAD8AACA/AABAPwAAYD8=","class":null,"psi":0.7}],"seconds":4.0,"loop":true}]]}','{"kind":"choose","name":"walk","changes":[[[]]]}',1.79594970108746671672e+09,0,'explore');
INSERT INTO "history" VALUES(16,'keep the recipe “Pots, calm”','{"kind":"recipe","name":"pots-calm.toml","text":"title = \"Pots, calm\"\nsentence = \"Small steps for pots.\"\n\n[configuration]\nfamily = \"dcgan\"\nbatch = 8\n\n[configuration.optimizer]\nlearning_rate = 0.0001\n\n[configuration.tricks]\nr1_gamma = 1.0\n","before":null}','{"kind":"recipe","name":"pots-calm.toml","text":null,"before":"title = \"Pots, calm\"\nsentence = \"Small steps for pots.\"\n\n[configuration]\nfamily = \"dcgan\"\nbatch = 8\n\n[configuration.optimizer]\nlearning_rate = 0.0001\n\n[configuration.tricks]\nr1_gamma = 1.0\n"}',1.79594970108973598483e+09,0,'train');
INSERT INTO "history" VALUES(17,'keep the recipe “Pots, wild”','{"kind":"recipe","name":"pots-wild.toml","text":"title = \"Pots, wild\"\nsentence = \"Large steps.\"\n\n[configuration]\nfamily = \"stylegan2\"\n\n[configuration.optimizer]\nlearning_rate = 0.002\n","before":null}','{"kind":"recipe","name":"pots-wild.toml","text":null,"before":"title = \"Pots, wild\"\nsentence = \"Large steps.\"\n\n[configuration]\nfamily = \"stylegan2\"\n\n[configuration.optimizer]\nlearning_rate = 0.002\n"}',1.79594970110180783269e+09,0,'train');
INSERT INTO "history" VALUES(18,'remove the recipe “Pots, wild”','{"kind":"recipe","name":"pots-wild.toml","text":null,"before":"title = \"Pots, wild\"\nsentence = \"Large steps.\"\n\n[configuration]\nfamily = \"stylegan2\"\n\n[configuration.optimizer]\nlearning_rate = 0.002\n"}','{"kind":"recipe","name":"pots-wild.toml","text":"title = \"Pots, wild\"\nsentence = \"Large steps.\"\n\n[configuration]\nfamily = \"stylegan2\"\n\n[configuration.optimizer]\nlearning_rate = 0.002\n","before":null}',1.79594970110250306129e+09,0,'train');
INSERT INTO "history" VALUES(19,'keep 1 design','{"kind":"assign","field":"candidates.deleted","groups":[[0,"1"]]}','{"kind":"assign","field":"candidates.deleted","groups":[[1,"1"]]}',1.7959497011070344448e+09,0,'explore');
INSERT INTO "history" VALUES(20,'keep 1 design','{"kind":"assign","field":"candidates.deleted","groups":[[0,"2"]]}','{"kind":"assign","field":"candidates.deleted","groups":[[1,"2"]]}',1.79594970111071610451e+09,0,'explore');
INSERT INTO "history" VALUES(21,'rate 1 design ★★★★','{"kind":"assign","field":"candidates.rating","groups":[[4,"1"]]}','{"kind":"assign","field":"candidates.rating","groups":[[0,"1"]]}',1.79594970111096429821e+09,0,'shelf');
INSERT INTO "history" VALUES(22,'rename to “Ash”','{"kind":"assign","field":"candidates.name","groups":[["Ash","1"]]}','{"kind":"assign","field":"candidates.name","groups":[["seed00000","1"]]}',1.7959497011111226082e+09,0,'shelf');
INSERT INTO "history" VALUES(23,'change notes','{"kind":"assign","field":"candidates.notes","groups":[["keep the lip","1"]]}','{"kind":"assign","field":"candidates.notes","groups":[["","1"]]}',1.79594970111125278467e+09,0,'shelf');
INSERT INTO "history" VALUES(24,'delete 1 design','{"kind":"assign","field":"candidates.deleted","groups":[[1,"2"]]}','{"kind":"assign","field":"candidates.deleted","groups":[[0,"2"]]}',1.79594970111136388772e+09,0,'shelf');
INSERT INTO "history" VALUES(25,'pick 1 picture','{"kind":"assign","field":"pictures.state","groups":[[1,"12"]]}','{"kind":"assign","field":"pictures.state","groups":[[0,"12"]]}',1.79594970112582659723e+09,1,'curate');
CREATE TABLE memory (                     -- small things the studio remembers for this project
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL                   -- JSON
);
INSERT INTO "memory" VALUES('explore','{"model": "runs/00001-pots/snapshots/000000.400/generator.safetensors", "order": [0, 1, 64], "class": "", "psi": 0.7}');
CREATE TABLE picture_tags (
    picture INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
    tag INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    PRIMARY KEY (picture, tag)
) WITHOUT ROWID;
INSERT INTO "picture_tags" VALUES(1,1);
INSERT INTO "picture_tags" VALUES(2,1);
INSERT INTO "picture_tags" VALUES(1,2);
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
, sheet INTEGER REFERENCES pictures (id) ON DELETE SET NULL, held INTEGER NOT NULL DEFAULT 0);
INSERT INTO "pictures" VALUES(1,1,'pot 1.png','pots','pots/pot 000000000001.png',1,3,0,1.79594970107144141194e+09,'',NULL,0);
INSERT INTO "pictures" VALUES(2,2,'pot 2.png','pots','pots/pot 000000000002.png',1,3,0,1.79594970107159972194e+09,'',NULL,0);
INSERT INTO "pictures" VALUES(3,3,'pot 3.png','pots','pots/pot 000000000003.png',1,1,0,1.79594970107163810725e+09,'',NULL,0);
INSERT INTO "pictures" VALUES(4,4,'pot 4.png','pots','pots/pot 000000000004.png',2,1,0,1.79594970107166862485e+09,'',NULL,0);
INSERT INTO "pictures" VALUES(5,5,'pot 5.png','pots','pots/pot 000000000005.png',0,1,0,1.79594970107169628142e+09,'',NULL,1);
INSERT INTO "pictures" VALUES(6,6,'pot 6.png','pots','pots/pot 000000000006.png',0,1,0,1.79594970107172918318e+09,'32cc1ebca4ee77fb',NULL,0);
INSERT INTO "pictures" VALUES(7,7,'tree 1.png','trees','trees/tree 000000000001.png',0,2,1,1.79594970107175445558e+09,'',NULL,0);
INSERT INTO "pictures" VALUES(8,8,'tree 2.png','trees','trees/tree 000000000002.png',0,2,0,1.79594970107179355625e+09,'',NULL,0);
INSERT INTO "pictures" VALUES(9,9,'tree 3.png','trees','trees/tree 000000000003.png',0,2,0,1.79594970107182526591e+09,'',NULL,0);
INSERT INTO "pictures" VALUES(10,10,'tree 4.png','trees','trees/tree 000000000004.png',0,2,0,1.79594970107185244556e+09,'',NULL,0);
INSERT INTO "pictures" VALUES(11,11,'tree 5.png','trees','trees/tree 000000000005.png',0,2,0,1.79594970107187867167e+09,'',NULL,0);
INSERT INTO "pictures" VALUES(12,12,'tree 6.png','trees','trees/tree 000000000006.png',0,2,0,1.79594970107190346712e+09,'',NULL,0);
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
INSERT INTO "sources" VALUES(1,'2bcb4ccce85aba782fcca5d66c1892d4a8f843303544c726afce961b97319489','/tmp/potter/2026-11-29/art/pots/pot 1.png','../art/pots/pot 1.png',141,1795949546519256974,24,24,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(2,'38e0c026200a5c8713c49f9aec0eab669c717dfc0bb4a68202f87633ed70f0c0','/tmp/potter/2026-11-29/art/pots/pot 2.png','../art/pots/pot 2.png',141,1795949546522793522,24,24,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(3,'b2f09f30a21e26b1fe9165a45b6ab3958ca91a6e8ff7b1fbd6c627c0ab7880f0','/tmp/potter/2026-11-29/art/pots/pot 3.png','../art/pots/pot 3.png',141,1795949546524169285,24,24,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(4,'994779e3326312dd12a1a08428294788d7a7dda5f52f973dd8a9e9ffeaa39d20','/tmp/potter/2026-11-29/art/pots/pot 4.png','../art/pots/pot 4.png',162,1795949546524483745,24,24,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(5,'57d230875aadf933a43a2bbb55f062ac9f981e314aff204f884c38603e1fba37','/tmp/potter/2026-11-29/art/pots/pot 5.png','../art/pots/pot 5.png',141,1795949546524751324,24,24,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(6,'c3f8eafccd449e92abd19806dfa2ae3c35440bd61e3f8d624ce6b5b1cb1c9d6a','/tmp/potter/2026-11-29/art/pots/pot 6.png','../art/pots/pot 6.png',145,1795949546525230739,24,24,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(7,'10b81aafa60e599444dd881b6c0308f839f1b5bc85c56392113c8e953950fea8','/tmp/potter/2026-11-29/art/trees/tree 1.png','../art/trees/tree 1.png',165,1795949546526067768,24,24,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(8,'a45a1c1d4a89d9d0535c3abcefab5a77356e87c8ba789320d03989d0c7566957','/tmp/potter/2026-11-29/art/trees/tree 2.png','../art/trees/tree 2.png',173,1795949546529213252,24,24,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(9,'e10b069074691e6549417fadf813cf28d7dc12cbd7209c158585b2b16e8cd383','/tmp/potter/2026-11-29/art/trees/tree 3.png','../art/trees/tree 3.png',174,1795949546530045113,24,24,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(10,'d744d68de0fbe28c6535e0c2c2135e44d6127baf8e1699dd1c5d746f072da181','/tmp/potter/2026-11-29/art/trees/tree 4.png','../art/trees/tree 4.png',172,1795949546530355146,24,24,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(11,'ad3419e4c9b722cf2e079a6c2cda4d38ca941b65c29b7e53f83dba1d72d9ea9e','/tmp/potter/2026-11-29/art/trees/tree 5.png','../art/trees/tree 5.png',172,1795949546530633001,24,24,'RGB','PNG',1,0,0,0);
INSERT INTO "sources" VALUES(12,'9772f59e5eb16c146f972134b077bd2fcc93a3be6238176475188f16f074a2de','/tmp/potter/2026-11-29/art/trees/tree 6.png','../art/trees/tree 6.png',171,1795949546530876905,24,24,'RGB','PNG',1,0,0,0);
CREATE TABLE steps (
    picture INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    options TEXT NOT NULL,                -- JSON
    PRIMARY KEY (picture, position)
) WITHOUT ROWID;
INSERT INTO "steps" VALUES(6,0,'background','{"method":"keep"}');
INSERT INTO "steps" VALUES(6,1,'frame','{"fit":"crop","to":"whole","box":[2,2,20,20]}');
CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE
);
INSERT INTO "tags" VALUES(1,'round');
INSERT INTO "tags" VALUES(2,'blue');
CREATE INDEX sources_path ON sources (path);
CREATE INDEX pictures_source ON pictures (source);
CREATE INDEX picture_tags_tag ON picture_tags (tag);
CREATE INDEX pictures_sheet ON pictures (sheet) WHERE sheet IS NOT NULL;
CREATE INDEX groups_picture ON groups (picture);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('history',25);
COMMIT;
