ALTER TABLE "crops" ADD COLUMN "price_satang" bigint;--> statement-breakpoint
ALTER TABLE "delivery_lines" ADD COLUMN "price_satang" bigint;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "inspected_by" text COLLATE "C" DEFAULT 'committee' NOT NULL;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "supply_officer_signs" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "director_signs" boolean DEFAULT true NOT NULL;