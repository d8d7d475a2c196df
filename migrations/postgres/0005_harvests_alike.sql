DROP INDEX "batches_by_code";--> statement-breakpoint
DROP INDEX "batches_alike";--> statement-breakpoint
ALTER TABLE "batches" DROP CONSTRAINT "batches_municipality_id_code_pk";--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_code_pk" PRIMARY KEY("code");--> statement-breakpoint
CREATE INDEX "batches_alike" ON "batches" USING btree ((ARRAY["municipality_id", "farmer_id", "crop_id", "harvested_on"]),"position");