CREATE TABLE "balances" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"account" text COLLATE "C" NOT NULL,
	"batch" text COLLATE "C" NOT NULL,
	"grams" bigint NOT NULL,
	CONSTRAINT "balances_municipality_id_batch_account_pk" PRIMARY KEY("municipality_id","batch","account")
);
--> statement-breakpoint
CREATE TABLE "batch_places" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"place" text COLLATE "C" NOT NULL,
	"batch" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "batch_places_municipality_id_place_position_pk" PRIMARY KEY("municipality_id","place","position")
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"code" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"crop_id" text COLLATE "C" NOT NULL,
	"farmer_id" text COLLATE "C" NOT NULL,
	"network_id" text COLLATE "C" NOT NULL,
	"harvested_on" text COLLATE "C" NOT NULL,
	"registered_at" text COLLATE "C" NOT NULL,
	"version" bigint NOT NULL,
	"last_hash" text COLLATE "C" NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "batches_municipality_id_code_pk" PRIMARY KEY("municipality_id","code")
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"revision" bigint NOT NULL,
	"active" boolean NOT NULL,
	"changed_at" text COLLATE "C" NOT NULL,
	"search" text COLLATE "C" NOT NULL,
	"sort_key" text COLLATE "C" NOT NULL,
	"farmer_id" text COLLATE "C",
	"network_id" text COLLATE "C",
	"kind" text COLLATE "C" NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"issuer" text COLLATE "C" NOT NULL,
	"valid_from" text COLLATE "C" NOT NULL,
	"valid_to" text COLLATE "C" NOT NULL,
	CONSTRAINT "certificates_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "commands" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"fingerprint" text COLLATE "C" NOT NULL,
	"answer" text NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	CONSTRAINT "commands_municipality_id_key_pk" PRIMARY KEY("municipality_id","key")
);
--> statement-breakpoint
CREATE TABLE "crops" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"revision" bigint NOT NULL,
	"active" boolean NOT NULL,
	"changed_at" text COLLATE "C" NOT NULL,
	"search" text COLLATE "C" NOT NULL,
	"sort_key" text COLLATE "C" NOT NULL,
	"name_th" text COLLATE "C" NOT NULL,
	"name_en" text COLLATE "C" NOT NULL,
	"scientific_name" text COLLATE "C",
	"units" text NOT NULL,
	"usual_min_grams" bigint NOT NULL,
	"usual_max_grams" bigint NOT NULL,
	"shelf_ambient_days" bigint,
	"shelf_cold_days" bigint,
	"screening_false_positive" boolean NOT NULL,
	CONSTRAINT "crops_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	"from_place" text COLLATE "C" NOT NULL,
	"to_place" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"deliver_on" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C",
	"dispatched_at" text COLLATE "C" NOT NULL,
	CONSTRAINT "deliveries_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "delivery_lines" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"delivery_id" text COLLATE "C" NOT NULL,
	"batch" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"sent_grams" bigint NOT NULL,
	"accepted_grams" bigint,
	"rejected_grams" bigint,
	"missing_grams" bigint,
	CONSTRAINT "delivery_lines_municipality_id_delivery_id_batch_pk" PRIMARY KEY("municipality_id","delivery_id","batch")
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	"batch" text COLLATE "C" NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"command_id" text COLLATE "C" NOT NULL,
	"place" text COLLATE "C" NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"grams" bigint NOT NULL,
	"voided" boolean NOT NULL,
	"data" text NOT NULL,
	CONSTRAINT "entries_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"position" bigint PRIMARY KEY NOT NULL,
	"municipality_id" text COLLATE "C" NOT NULL,
	"batch" text COLLATE "C" NOT NULL,
	"version" bigint NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"schema" bigint NOT NULL,
	"data" text COLLATE "C" NOT NULL,
	"actor" text COLLATE "C" NOT NULL,
	"device_time" text COLLATE "C",
	"clock_offset_seconds" bigint,
	"server_time" text COLLATE "C" NOT NULL,
	"command_id" text COLLATE "C" NOT NULL,
	"previous_hash" text COLLATE "C",
	"hash" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "farmers" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"revision" bigint NOT NULL,
	"active" boolean NOT NULL,
	"changed_at" text COLLATE "C" NOT NULL,
	"search" text COLLATE "C" NOT NULL,
	"sort_key" text COLLATE "C" NOT NULL,
	"network_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"phone" text COLLATE "C",
	CONSTRAINT "farmers_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "kitchens" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"revision" bigint NOT NULL,
	"active" boolean NOT NULL,
	"changed_at" text COLLATE "C" NOT NULL,
	"search" text COLLATE "C" NOT NULL,
	"sort_key" text COLLATE "C" NOT NULL,
	"name_th" text COLLATE "C" NOT NULL,
	"name_en" text COLLATE "C" NOT NULL,
	"school_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "kitchens_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "log" (
	"id" bigint PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "markets" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"revision" bigint NOT NULL,
	"active" boolean NOT NULL,
	"changed_at" text COLLATE "C" NOT NULL,
	"search" text COLLATE "C" NOT NULL,
	"sort_key" text COLLATE "C" NOT NULL,
	"name_th" text COLLATE "C" NOT NULL,
	"name_en" text COLLATE "C" NOT NULL,
	"subdistrict_th" text COLLATE "C",
	"subdistrict_en" text COLLATE "C",
	"opens" text COLLATE "C",
	CONSTRAINT "markets_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "municipalities" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"revision" bigint NOT NULL,
	"active" boolean NOT NULL,
	"changed_at" text COLLATE "C" NOT NULL,
	"search" text COLLATE "C" NOT NULL,
	"sort_key" text COLLATE "C" NOT NULL,
	"name_th" text COLLATE "C" NOT NULL,
	"name_en" text COLLATE "C" NOT NULL,
	"example" boolean NOT NULL,
	"settings" text NOT NULL,
	CONSTRAINT "municipalities_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "networks" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"revision" bigint NOT NULL,
	"active" boolean NOT NULL,
	"changed_at" text COLLATE "C" NOT NULL,
	"search" text COLLATE "C" NOT NULL,
	"sort_key" text COLLATE "C" NOT NULL,
	"name_th" text COLLATE "C" NOT NULL,
	"name_en" text COLLATE "C" NOT NULL,
	"subdistrict_th" text COLLATE "C" NOT NULL,
	"subdistrict_en" text COLLATE "C" NOT NULL,
	CONSTRAINT "networks_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "passes" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"digest" text COLLATE "C" NOT NULL,
	"issued_by" text COLLATE "C" NOT NULL,
	"issued_at" text COLLATE "C" NOT NULL,
	"expires_at" text COLLATE "C" NOT NULL,
	"last_used_at" text COLLATE "C",
	"revoked_at" text COLLATE "C",
	CONSTRAINT "passes_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "plots" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"revision" bigint NOT NULL,
	"active" boolean NOT NULL,
	"changed_at" text COLLATE "C" NOT NULL,
	"search" text COLLATE "C" NOT NULL,
	"sort_key" text COLLATE "C" NOT NULL,
	"farmer_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"subdistrict_th" text COLLATE "C" NOT NULL,
	"subdistrict_en" text COLLATE "C" NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"area_rai" double precision,
	CONSTRAINT "plots_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "programs" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"role" text NOT NULL,
	"scope" text NOT NULL,
	"digest" text COLLATE "C" NOT NULL,
	"issued_by" text COLLATE "C" NOT NULL,
	"issued_at" text COLLATE "C" NOT NULL,
	"expires_at" text COLLATE "C" NOT NULL,
	"last_used_at" text COLLATE "C",
	"revoked_at" text COLLATE "C",
	CONSTRAINT "programs_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "registry_changes" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"revision" bigint NOT NULL,
	"user_id" text COLLATE "C",
	"at" text COLLATE "C" NOT NULL,
	"before" text,
	"after" text NOT NULL,
	CONSTRAINT "registry_changes_municipality_id_kind_id_revision_pk" PRIMARY KEY("municipality_id","kind","id","revision")
);
--> statement-breakpoint
CREATE TABLE "registry_versions" (
	"municipality_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "schools" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"revision" bigint NOT NULL,
	"active" boolean NOT NULL,
	"changed_at" text COLLATE "C" NOT NULL,
	"search" text COLLATE "C" NOT NULL,
	"sort_key" text COLLATE "C" NOT NULL,
	"name_th" text COLLATE "C" NOT NULL,
	"name_en" text COLLATE "C" NOT NULL,
	"pupils" bigint NOT NULL,
	CONSTRAINT "schools_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"municipality_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"opened_at" text COLLATE "C" NOT NULL,
	"expires_at" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" DEFAULT 'pin' NOT NULL,
	"last_seen_at" text COLLATE "C",
	"pass_id" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "sign_in_counts" (
	"subject" text COLLATE "C" PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"count" text NOT NULL,
	"changed_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stalls" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"revision" bigint NOT NULL,
	"active" boolean NOT NULL,
	"changed_at" text COLLATE "C" NOT NULL,
	"search" text COLLATE "C" NOT NULL,
	"sort_key" text COLLATE "C" NOT NULL,
	"name_th" text COLLATE "C" NOT NULL,
	"name_en" text COLLATE "C" NOT NULL,
	"market_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "stalls_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"municipality_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"revision" bigint NOT NULL,
	"active" boolean NOT NULL,
	"changed_at" text COLLATE "C" NOT NULL,
	"search" text COLLATE "C" NOT NULL,
	"sort_key" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"phone" text COLLATE "C" NOT NULL,
	"farmer_id" text COLLATE "C",
	"roles" text NOT NULL,
	"pin_hash" text COLLATE "C" NOT NULL,
	CONSTRAINT "users_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE INDEX "balances_by_account" ON "balances" USING btree ("municipality_id","account");--> statement-breakpoint
CREATE UNIQUE INDEX "batches_by_code" ON "batches" USING btree ("code");--> statement-breakpoint
CREATE INDEX "batches_by_position" ON "batches" USING btree ("municipality_id","position");--> statement-breakpoint
CREATE INDEX "batches_by_status" ON "batches" USING btree ("municipality_id","status","position");--> statement-breakpoint
CREATE INDEX "batches_by_farmer" ON "batches" USING btree ("municipality_id","farmer_id","position");--> statement-breakpoint
CREATE INDEX "batches_alike" ON "batches" USING btree ("municipality_id","farmer_id","crop_id","harvested_on","position");--> statement-breakpoint
CREATE INDEX "batches_by_harvest" ON "batches" USING btree ("municipality_id","harvested_on");--> statement-breakpoint
CREATE INDEX "certificates_sorted" ON "certificates" USING btree ("municipality_id","sort_key","id");--> statement-breakpoint
CREATE INDEX "certificates_by_farmer" ON "certificates" USING btree ("municipality_id","farmer_id");--> statement-breakpoint
CREATE INDEX "certificates_by_network" ON "certificates" USING btree ("municipality_id","network_id");--> statement-breakpoint
CREATE INDEX "crops_sorted" ON "crops" USING btree ("municipality_id","sort_key","id");--> statement-breakpoint
CREATE INDEX "deliveries_by_position" ON "deliveries" USING btree ("municipality_id","position");--> statement-breakpoint
CREATE INDEX "deliveries_by_receiver" ON "deliveries" USING btree ("municipality_id","to_place","position");--> statement-breakpoint
CREATE INDEX "deliveries_by_sender" ON "deliveries" USING btree ("municipality_id","from_place","position");--> statement-breakpoint
CREATE INDEX "deliveries_by_day" ON "deliveries" USING btree ("municipality_id","deliver_on","position");--> statement-breakpoint
CREATE INDEX "deliveries_of_day" ON "deliveries" USING btree ("municipality_id","to_place","deliver_on","position");--> statement-breakpoint
CREATE INDEX "deliveries_open" ON "deliveries" USING btree ("municipality_id","to_place","status","position");--> statement-breakpoint
CREATE INDEX "entries_by_type" ON "entries" USING btree ("municipality_id","type","at","position");--> statement-breakpoint
CREATE INDEX "entries_by_place" ON "entries" USING btree ("municipality_id","place","type","at","position");--> statement-breakpoint
CREATE UNIQUE INDEX "events_by_batch" ON "events" USING btree ("municipality_id","batch","version");--> statement-breakpoint
CREATE UNIQUE INDEX "events_by_id" ON "events" USING btree ("municipality_id","id");--> statement-breakpoint
CREATE INDEX "farmers_sorted" ON "farmers" USING btree ("municipality_id","sort_key","id");--> statement-breakpoint
CREATE INDEX "farmers_by_network" ON "farmers" USING btree ("municipality_id","network_id");--> statement-breakpoint
CREATE INDEX "kitchens_sorted" ON "kitchens" USING btree ("municipality_id","sort_key","id");--> statement-breakpoint
CREATE INDEX "markets_sorted" ON "markets" USING btree ("municipality_id","sort_key","id");--> statement-breakpoint
CREATE INDEX "municipalities_sorted" ON "municipalities" USING btree ("municipality_id","sort_key","id");--> statement-breakpoint
CREATE INDEX "networks_sorted" ON "networks" USING btree ("municipality_id","sort_key","id");--> statement-breakpoint
CREATE UNIQUE INDEX "passes_by_digest" ON "passes" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "passes_by_user" ON "passes" USING btree ("municipality_id","user_id","id");--> statement-breakpoint
CREATE INDEX "plots_sorted" ON "plots" USING btree ("municipality_id","sort_key","id");--> statement-breakpoint
CREATE INDEX "plots_by_farmer" ON "plots" USING btree ("municipality_id","farmer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "programs_by_digest" ON "programs" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "schools_sorted" ON "schools" USING btree ("municipality_id","sort_key","id");--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("municipality_id","user_id");--> statement-breakpoint
CREATE INDEX "sign_in_counts_by_change" ON "sign_in_counts" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "stalls_sorted" ON "stalls" USING btree ("municipality_id","sort_key","id");--> statement-breakpoint
CREATE INDEX "users_sorted" ON "users" USING btree ("municipality_id","sort_key","id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_by_phone" ON "users" USING btree ("municipality_id","phone");--> statement-breakpoint
CREATE INDEX "users_sign_in" ON "users" USING btree ("phone");