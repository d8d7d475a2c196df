DROP INDEX "batches_by_position";--> statement-breakpoint
DROP INDEX "events_by_id";--> statement-breakpoint
DROP INDEX "entries_by_place";--> statement-breakpoint
DROP INDEX "events_by_batch";--> statement-breakpoint
ALTER TABLE "batches" DROP CONSTRAINT "batches_code_pk";--> statement-breakpoint
ALTER TABLE "batches" ADD PRIMARY KEY ("position");--> statement-breakpoint
ALTER TABLE "entries" ALTER COLUMN "data" DROP NOT NULL;--> statement-breakpoint
UPDATE "entries" SET "data" = NULL FROM "events" WHERE "events"."position" = "entries"."position" AND "events"."data" = "entries"."data";--> statement-breakpoint
CREATE UNIQUE INDEX "batches_by_code" ON "batches" USING btree ("code");--> statement-breakpoint
CREATE INDEX "entries_by_place" ON "entries" USING btree ("municipality_id","place","type","at","position") WHERE type <> 'harvest-registered';--> statement-breakpoint
CREATE UNIQUE INDEX "events_by_batch" ON "events" USING btree ("municipality_id","batch","version") WHERE version > 1;--> statement-breakpoint
ALTER TABLE "batch_places" DROP COLUMN "batch";--> statement-breakpoint
ALTER TABLE "entries" DROP COLUMN "id";--> statement-breakpoint
ALTER TABLE "entries" DROP COLUMN "batch";--> statement-breakpoint
ALTER TABLE "entries" DROP COLUMN "command_id";