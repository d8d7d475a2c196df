DROP INDEX "balances_by_account";--> statement-breakpoint
ALTER TABLE "balances" DROP CONSTRAINT "balances_municipality_id_batch_account_pk";--> statement-breakpoint
ALTER TABLE "entries" DROP CONSTRAINT "entries_municipality_id_id_pk";--> statement-breakpoint
ALTER TABLE "entries" ADD PRIMARY KEY ("position");--> statement-breakpoint
ALTER TABLE "balances" ADD COLUMN "position" bigint;--> statement-breakpoint
UPDATE "balances" SET "position" = "batches"."position" FROM "batches" WHERE "code" = "batch" AND "batches"."municipality_id" = "balances"."municipality_id";--> statement-breakpoint
DELETE FROM "balances" WHERE "position" IS NULL;--> statement-breakpoint
ALTER TABLE "balances" ALTER COLUMN "position" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "balances" ADD CONSTRAINT "balances_municipality_id_position_account_pk" PRIMARY KEY("municipality_id","position","account");--> statement-breakpoint
CREATE INDEX "balances_held" ON "balances" USING btree ("municipality_id","account") WHERE grams > 0;--> statement-breakpoint
ALTER TABLE "balances" DROP COLUMN "batch";