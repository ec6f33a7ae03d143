BEGIN TRANSACTION;
CREATE TABLE attempts (
        id TEXT PRIMARY KEY,
        interview_id TEXT NOT NULL REFERENCES interviews,
        question_id TEXT NOT NULL,
        language TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        started_at TEXT NOT NULL,
        elapsed_s REAL NOT NULL DEFAULT 0,
        outcome TEXT,
        draft TEXT NOT NULL DEFAULT '',
        UNIQUE (interview_id, question_id)
    ) STRICT;
INSERT INTO "attempts" VALUES('00000000000000000000000000000002','00000000000000000000000000000001','git/rebase','en','33ac76e523cbdca437fa15d58fb6bcc6c3fdfd9649be3346cd778922e311aeda','2026-03-01T09:31:22.123457+00:00',71.5,'answered','');
INSERT INTO "attempts" VALUES('00000000000000000000000000000003','00000000000000000000000000000001','sql/index','en','f5e2142c673df4fd5ae65c94c76b1b0267c7b7ee7f77565733c0ff4913118932','2026-03-01T09:34:06.123457+00:00',20.0,'answered','');
INSERT INTO "attempts" VALUES('00000000000000000000000000000004','00000000000000000000000000000001','web/etag','en','bc33c53518d49e98af29bf074b9ef334f2e398d491d254f0262d4787fe81de4f','2026-03-01T09:37:31.123457+00:00',3.5,'skipped','');
INSERT INTO "attempts" VALUES('00000000000000000000000000000006','00000000000000000000000000000005','git/bisect','zh','6168021bea07f2c04494f621f0182093a120f930dc3b5717b8c314dce84f37db','2026-03-01T09:40:15.123457+00:00',55.0,'answered','');
INSERT INTO "attempts" VALUES('00000000000000000000000000000007','00000000000000000000000000000005','sql/index','zh','f5e2142c673df4fd5ae65c94c76b1b0267c7b7ee7f77565733c0ff4913118932','2026-03-01T09:41:37.123457+00:00',9.0,'revealed','');
INSERT INTO "attempts" VALUES('00000000000000000000000000000008','00000000000000000000000000000005','git/rebase','zh','33ac76e523cbdca437fa15d58fb6bcc6c3fdfd9649be3346cd778922e311aeda','2026-03-01T09:42:59.123457+00:00',44.0,'revealed','');
INSERT INTO "attempts" VALUES('0000000000000000000000000000000a','00000000000000000000000000000009','git/bisect','en','6168021bea07f2c04494f621f0182093a120f930dc3b5717b8c314dce84f37db','2026-03-01T09:45:43.123457+00:00',33.0,NULL,'half a thought, 另一半');
CREATE TABLE interviews (
        id TEXT PRIMARY KEY,
        language TEXT NOT NULL,
        question_ids TEXT NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT
    ) STRICT;
INSERT INTO "interviews" VALUES('00000000000000000000000000000001','en','["git/rebase", "sql/index", "web/etag"]','2026-03-01T09:30:41.123457+00:00','2026-03-01T09:38:53.123457+00:00');
INSERT INTO "interviews" VALUES('00000000000000000000000000000005','zh','["git/bisect", "sql/index", "git/rebase"]','2026-03-01T09:39:34.123457+00:00',NULL);
INSERT INTO "interviews" VALUES('00000000000000000000000000000009','en','["git/bisect", "web/etag"]','2026-03-01T09:45:02.123457+00:00',NULL);
INSERT INTO "interviews" VALUES('0000000000000000000000000000000b','en','["web/etag"]','2026-03-01T09:47:05.123457+00:00',NULL);
CREATE TABLE messages (
        attempt_id TEXT NOT NULL REFERENCES attempts,
        number INTEGER NOT NULL,
        role TEXT NOT NULL,
        kind TEXT NOT NULL,
        point_id TEXT NOT NULL,
        text TEXT NOT NULL,
        sent_at TEXT NOT NULL,
        PRIMARY KEY (attempt_id, number)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "messages" VALUES('00000000000000000000000000000002',0,'interviewer','question','','What does git rebase do, and when should you not use it?','2026-03-01T09:31:22.123457+00:00');
INSERT INTO "messages" VALUES('00000000000000000000000000000002',1,'candidate','answer','','A rebase copies each commit onto a new base, so the new commits have new hashes.
History is linear.','2026-03-01T09:32:03.123457+00:00');
INSERT INTO "messages" VALUES('00000000000000000000000000000002',2,'interviewer','probe','shared-history','May you do this on a branch that others use?','2026-03-01T09:32:03.123457+00:00');
INSERT INTO "messages" VALUES('00000000000000000000000000000002',3,'candidate','answer','','Never rebase what colleagues have already pulled, because they''d have to merge twice.','2026-03-01T09:32:44.123457+00:00');
INSERT INTO "messages" VALUES('00000000000000000000000000000003',0,'interviewer','question','','Why does a database index make queries faster, and what does it cost?','2026-03-01T09:34:06.123457+00:00');
INSERT INTO "messages" VALUES('00000000000000000000000000000003',1,'interviewer','hint','sorted-tree','Which data structure is behind it?','2026-03-01T09:34:47.123457+00:00');
INSERT INTO "messages" VALUES('00000000000000000000000000000003',2,'candidate','answer','','no idea','2026-03-01T09:35:28.123457+00:00');
INSERT INTO "messages" VALUES('00000000000000000000000000000003',3,'interviewer','probe','slower-writes','What happens on writing?','2026-03-01T09:35:28.123457+00:00');
INSERT INTO "messages" VALUES('00000000000000000000000000000004',0,'interviewer','question','','What is an ETag good for?','2026-03-01T09:37:31.123457+00:00');
INSERT INTO "messages" VALUES('00000000000000000000000000000006',0,'interviewer','question','','git bisect 是做什么的？','2026-03-01T09:40:15.123457+00:00');
INSERT INTO "messages" VALUES('00000000000000000000000000000006',1,'candidate','answer','','用二分查找定位引入问题的提交：每次把范围减半，“好”与“坏”由测试决定。
不需要逐个检查 😀','2026-03-01T09:40:56.123457+00:00');
INSERT INTO "messages" VALUES('00000000000000000000000000000007',0,'interviewer','question','','数据库索引为什么能加快查询？代价是什么？','2026-03-01T09:41:37.123457+00:00');
INSERT INTO "messages" VALUES('00000000000000000000000000000008',0,'interviewer','question','','git rebase 做了什么？什么时候不该用它？','2026-03-01T09:42:59.123457+00:00');
INSERT INTO "messages" VALUES('00000000000000000000000000000008',1,'candidate','answer','','变基不会改变提交的哈希。','2026-03-01T09:43:40.123457+00:00');
INSERT INTO "messages" VALUES('00000000000000000000000000000008',2,'interviewer','probe','new-commits','变基之后，提交的身份还一样吗？','2026-03-01T09:43:40.123457+00:00');
INSERT INTO "messages" VALUES('0000000000000000000000000000000a',0,'interviewer','question','','What is git bisect for?','2026-03-01T09:45:43.123457+00:00');
INSERT INTO "messages" VALUES('0000000000000000000000000000000a',1,'candidate','answer','','It tells the first bad commit.','2026-03-01T09:46:24.123457+00:00');
INSERT INTO "messages" VALUES('0000000000000000000000000000000a',2,'interviewer','probe','binary-search','By which method does it narrow things down?','2026-03-01T09:46:24.123457+00:00');
CREATE TABLE reviews (
        attempt_id TEXT PRIMARY KEY REFERENCES attempts,
        overall REAL NOT NULL,
        overruled INTEGER NOT NULL,
        matches TEXT NOT NULL,
        scorer TEXT NOT NULL,
        belongs_to TEXT NOT NULL,
        reviewed_at TEXT NOT NULL
    ) STRICT;
INSERT INTO "reviews" VALUES('00000000000000000000000000000002',0.9433,0,'[{"point_id": "new-commits", "coverage": 0.9486, "status": "covered", "evidence": {"start": 0, "end": 43}, "quote": "A rebase copies each commit onto a new base", "claim": "", "overruled": false}, {"point_id": "shared-history", "coverage": 0.9208, "status": "covered", "evidence": {"start": 101, "end": 149}, "quote": "Never rebase what colleagues have already pulled", "claim": "", "overruled": false}, {"point_id": "straight-line", "coverage": 1.0, "status": "covered", "evidence": {"start": 81, "end": 98}, "quote": "History is linear", "claim": "", "overruled": true}]','builtin-static-1-1','','2026-03-01T09:33:25.123457+00:00');
INSERT INTO "reviews" VALUES('00000000000000000000000000000003',0.3,1,'[{"point_id": "sorted-tree", "coverage": 0.0, "status": "missing", "evidence": null, "quote": "", "claim": "", "overruled": false}, {"point_id": "slower-writes", "coverage": 0.0, "status": "missing", "evidence": null, "quote": "", "claim": "", "overruled": false}, {"point_id": "disk-space", "coverage": 0.0, "status": "missing", "evidence": null, "quote": "", "claim": "", "overruled": false}]','builtin-static-1-1','','2026-03-01T09:36:50.123457+00:00');
INSERT INTO "reviews" VALUES('00000000000000000000000000000006',0.8493,0,'[{"point_id": "binary-search", "coverage": 0.9431, "status": "covered", "evidence": {"start": 0, "end": 14}, "quote": "用二分查找定位引入问题的提交", "claim": "", "overruled": false}, {"point_id": "good-and-bad", "coverage": 0.6156, "status": "covered", "evidence": {"start": 37, "end": 46}, "quote": "不需要逐个检查 😀", "claim": "", "overruled": false}, {"point_id": "automatic", "coverage": 0.7554, "status": "covered", "evidence": {"start": 24, "end": 35}, "quote": "好”与“坏”由测试决定", "claim": "", "overruled": false}]','builtin-static-1-1','','2026-03-01T09:40:56.123457+00:00');
INSERT INTO "reviews" VALUES('00000000000000000000000000000008',0.0,0,'[{"point_id": "new-commits", "coverage": 0.0, "status": "contradicted", "evidence": {"start": 0, "end": 11}, "quote": "变基不会改变提交的哈希", "claim": "变基之后提交的哈希保持不变。", "overruled": false}, {"point_id": "shared-history", "coverage": 0.0, "status": "missing", "evidence": null, "quote": "", "claim": "", "overruled": false}, {"point_id": "straight-line", "coverage": 0.0, "status": "missing", "evidence": null, "quote": "", "claim": "", "overruled": false}]','builtin-static-1-1','','2026-03-01T09:43:40.123457+00:00');
INSERT INTO "reviews" VALUES('0000000000000000000000000000000a',0.6267,0,'[{"point_id": "binary-search", "coverage": 0.3348, "status": "partial", "evidence": {"start": 0, "end": 29}, "quote": "It tells the first bad commit", "claim": "", "overruled": false}, {"point_id": "good-and-bad", "coverage": 0.9187, "status": "covered", "evidence": {"start": 0, "end": 29}, "quote": "It tells the first bad commit", "claim": "", "overruled": false}, {"point_id": "automatic", "coverage": 0.0, "status": "missing", "evidence": null, "quote": "", "claim": "", "overruled": false}]','builtin-static-1-1','','2026-03-01T09:46:24.123457+00:00');
CREATE INDEX interviews_by_start ON interviews (started_at);
CREATE INDEX attempts_by_question ON attempts (question_id, started_at);
COMMIT;
PRAGMA user_version = 1;
