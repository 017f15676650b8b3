PRAGMA journal_mode=WAL;
BEGIN TRANSACTION;
CREATE TABLE "leads" (
   "id" TEXT PRIMARY KEY,
   "revision" INTEGER NOT NULL,
   "final" INTEGER NOT NULL,
   "device" TEXT NOT NULL,
   "event_id" TEXT NOT NULL,
   "attendee_name" TEXT,
   "attendee_company" TEXT,
   "attendee_email" TEXT,
   "consent_status" TEXT NOT NULL,
   "scanned_at" TEXT NOT NULL,
   "updated_at" TEXT NOT NULL,
   "received_at" TEXT NOT NULL,
   "record" TEXT NOT NULL
);
INSERT INTO "leads" VALUES('0192f0c1-3f5a-7000-8000-000000000000',1,1,'booth-7','expo-2026','Ada Lovelace','Analytical Engines','ada@example.com','given','2026-03-04T10:15:00.000000+00:00','2026-03-04T10:15:01.000000+00:00','2026-11-22T05:12:10.481889+00:00','{"attendee":{"company":"Analytical Engines","email":"ada@example.com","family_name":null,"given_name":null,"name":"Ada Lovelace","phone":"+44 20 7946 0000","title":null},"badge":{"format":"vcard","id":null,"raw":null},"capture":{"boot_id":"6f1c3a52-7f0e-4b8e-9d2c-0a1b2c3d4e5f","clock_synchronised":true,"monotonic_s":12.5,"sequence":1},"consent":{"policy":"scan","status":"given","time":"2026-03-04T10:15:00Z"},"conversation":{"end_reason":null,"ended_at":null,"speech_s":3.5,"started_at":"2026-03-04T10:15:00Z","turns":[{"end_s":3.0,"number":1,"side":"visitor","start_s":1.0,"text":"We run a difference engine today.","words":[]},{"end_s":5.0,"number":2,"side":"rep","start_s":3.5,"text":"With punched cards?","words":[]}]},"device":"booth-7","event":{"id":"expo-2026","name":"Expo 2026"},"final":true,"id":"0192f0c1-3f5a-7000-8000-000000000000","revision":1,"scanned_at":"2026-03-04T10:15:00Z","scanner":"front","signals":[{"confidence":0.9,"kind":"current_solution","polarity":"present","quote":"difference engine","rule":"current_solution.run","side":"visitor","t0":1.5,"t1":2.2,"turn":1,"value":{"name":"difference engine"}}],"unknown":["budget"],"updated_at":"2026-03-04T10:15:01Z"}');
INSERT INTO "leads" VALUES('0192f0c1-3f5a-7000-8000-000000000001',1,1,'booth-7','expo-2026','Ada Lovelace','Analytical Engines','ada@example.com','given','2026-03-04T10:15:00.000000+00:00','2026-03-04T10:15:01.000000+00:00','2026-11-22T05:12:10.482698+00:00','{"attendee":{"company":"Analytical Engines","email":"ada@example.com","family_name":null,"given_name":null,"name":"Ada Lovelace","phone":"+44 20 7946 0000","title":null},"badge":{"format":"vcard","id":null,"raw":null},"capture":{"boot_id":"6f1c3a52-7f0e-4b8e-9d2c-0a1b2c3d4e5f","clock_synchronised":true,"monotonic_s":12.5,"sequence":1},"consent":{"policy":"scan","status":"given","time":"2026-03-04T10:15:00Z"},"conversation":{"end_reason":null,"ended_at":null,"speech_s":3.5,"started_at":"2026-03-04T10:15:00Z","turns":[{"end_s":3.0,"number":1,"side":"visitor","start_s":1.0,"text":"We run a difference engine today.","words":[]},{"end_s":5.0,"number":2,"side":"rep","start_s":3.5,"text":"With punched cards?","words":[]}]},"device":"booth-7","event":{"id":"expo-2026","name":"Expo 2026"},"final":true,"id":"0192f0c1-3f5a-7000-8000-000000000001","revision":1,"scanned_at":"2026-03-04T10:15:00Z","scanner":"front","signals":[{"confidence":0.9,"kind":"current_solution","polarity":"present","quote":"difference engine","rule":"current_solution.run","side":"visitor","t0":1.5,"t1":2.2,"turn":1,"value":{"name":"difference engine"}}],"unknown":["budget"],"updated_at":"2026-03-04T10:15:01Z"}');
CREATE TABLE "refused" (
   "digest" TEXT PRIMARY KEY,
   "received_at" TEXT NOT NULL,
   "last_received_at" TEXT NOT NULL,
   "times" INTEGER NOT NULL,
   "topic" TEXT NOT NULL,
   "reason" TEXT NOT NULL,
   "size" INTEGER NOT NULL,
   "payload" BLOB NOT NULL
);
INSERT INTO "refused" VALUES('65d095fe405d28c017cab18627eb74274bf1b8262d61447487bd5715af7cad37','2026-11-22T05:12:10.483197+00:00','2026-11-22T05:12:10.483197+00:00',1,'booth/v1/booth-7/up/lead','payload: not JSON',12,X'416461204C6F76656C616365');
CREATE INDEX "idx_leads_scanned_at"
    ON "leads" ("scanned_at");
CREATE INDEX "idx_refused_received_at"
    ON "refused" ("received_at");
COMMIT;
PRAGMA user_version=1;
