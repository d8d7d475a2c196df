CREATE TABLE "roll_codes" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"code" text COLLATE "C" NOT NULL,
	"roll_id" text COLLATE "C" NOT NULL,
	"number" bigint NOT NULL,
	CONSTRAINT "roll_codes_code_pk" PRIMARY KEY("code")
);
--> statement-breakpoint
CREATE TABLE "rolls" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"network_id" text COLLATE "C" NOT NULL,
	"count" bigint NOT NULL,
	"issued_by" text COLLATE "C" NOT NULL,
	"issued_at" text COLLATE "C" NOT NULL,
	"voided_by" text COLLATE "C",
	"voided_at" text COLLATE "C",
	"void_reason" text COLLATE "C",
	CONSTRAINT "rolls_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
ALTER TABLE "networks" ADD COLUMN "packer_name" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "networks" ADD COLUMN "packer_address" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "networks" ADD COLUMN "packer_number" text COLLATE "C";--> statement-breakpoint
CREATE UNIQUE INDEX "roll_codes_by_roll" ON "roll_codes" USING btree ("municipality_id","roll_id","number");--> statement-breakpoint
CREATE INDEX "rolls_by_network" ON "rolls" USING btree ("municipality_id","network_id","issued_at");