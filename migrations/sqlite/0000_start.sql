CREATE TABLE `balances` (
	`municipality_id` text NOT NULL,
	`account` text NOT NULL,
	`batch` text NOT NULL,
	`grams` integer NOT NULL,
	PRIMARY KEY(`municipality_id`, `account`, `batch`)
);
--> statement-breakpoint
CREATE INDEX `balances_by_batch` ON `balances` (`municipality_id`,`batch`);--> statement-breakpoint
CREATE TABLE `batch_places` (
	`municipality_id` text NOT NULL,
	`place` text NOT NULL,
	`batch` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`municipality_id`, `place`, `batch`)
);
--> statement-breakpoint
CREATE INDEX `batch_places_by_position` ON `batch_places` (`municipality_id`,`place`,`position`);--> statement-breakpoint
CREATE TABLE `batches` (
	`municipality_id` text NOT NULL,
	`code` text NOT NULL,
	`position` integer NOT NULL,
	`status` text NOT NULL,
	`crop_id` text NOT NULL,
	`farmer_id` text NOT NULL,
	`network_id` text NOT NULL,
	`harvested_on` text NOT NULL,
	`registered_at` text NOT NULL,
	`version` integer NOT NULL,
	`last_hash` text NOT NULL,
	`state` text NOT NULL,
	PRIMARY KEY(`municipality_id`, `code`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `batches_by_code` ON `batches` (`code`);--> statement-breakpoint
CREATE INDEX `batches_by_position` ON `batches` (`municipality_id`,`position`);--> statement-breakpoint
CREATE INDEX `batches_by_status` ON `batches` (`municipality_id`,`status`,`position`);--> statement-breakpoint
CREATE INDEX `batches_by_farmer` ON `batches` (`municipality_id`,`farmer_id`,`position`);--> statement-breakpoint
CREATE INDEX `batches_alike` ON `batches` (`municipality_id`,`farmer_id`,`crop_id`,`harvested_on`,`position`);--> statement-breakpoint
CREATE INDEX `batches_by_harvest` ON `batches` (`municipality_id`,`harvested_on`);--> statement-breakpoint
CREATE TABLE `certificates` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`active` integer NOT NULL,
	`changed_at` text NOT NULL,
	`search` text NOT NULL,
	`sort_key` text NOT NULL,
	`farmer_id` text,
	`network_id` text,
	`kind` text NOT NULL,
	`number` text NOT NULL,
	`issuer` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text NOT NULL,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `certificates_sorted` ON `certificates` (`municipality_id`,`sort_key`,`id`);--> statement-breakpoint
CREATE INDEX `certificates_by_farmer` ON `certificates` (`municipality_id`,`farmer_id`);--> statement-breakpoint
CREATE INDEX `certificates_by_network` ON `certificates` (`municipality_id`,`network_id`);--> statement-breakpoint
CREATE TABLE `commands` (
	`municipality_id` text NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`answer` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`municipality_id`, `key`)
);
--> statement-breakpoint
CREATE TABLE `crops` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`active` integer NOT NULL,
	`changed_at` text NOT NULL,
	`search` text NOT NULL,
	`sort_key` text NOT NULL,
	`name_th` text NOT NULL,
	`name_en` text NOT NULL,
	`scientific_name` text,
	`units` text NOT NULL,
	`usual_min_grams` integer NOT NULL,
	`usual_max_grams` integer NOT NULL,
	`shelf_ambient_days` integer,
	`shelf_cold_days` integer,
	`screening_false_positive` integer NOT NULL,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `crops_sorted` ON `crops` (`municipality_id`,`sort_key`,`id`);--> statement-breakpoint
CREATE TABLE `deliveries` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`position` integer NOT NULL,
	`from_place` text NOT NULL,
	`to_place` text NOT NULL,
	`status` text NOT NULL,
	`deliver_on` text NOT NULL,
	`note` text,
	`dispatched_at` text NOT NULL,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `deliveries_by_position` ON `deliveries` (`municipality_id`,`position`);--> statement-breakpoint
CREATE INDEX `deliveries_by_receiver` ON `deliveries` (`municipality_id`,`to_place`,`position`);--> statement-breakpoint
CREATE INDEX `deliveries_by_sender` ON `deliveries` (`municipality_id`,`from_place`,`position`);--> statement-breakpoint
CREATE INDEX `deliveries_by_day` ON `deliveries` (`municipality_id`,`deliver_on`,`position`);--> statement-breakpoint
CREATE INDEX `deliveries_of_day` ON `deliveries` (`municipality_id`,`to_place`,`deliver_on`,`position`);--> statement-breakpoint
CREATE INDEX `deliveries_open` ON `deliveries` (`municipality_id`,`to_place`,`status`,`position`);--> statement-breakpoint
CREATE TABLE `delivery_lines` (
	`municipality_id` text NOT NULL,
	`delivery_id` text NOT NULL,
	`batch` text NOT NULL,
	`status` text NOT NULL,
	`sent_grams` integer NOT NULL,
	`accepted_grams` integer,
	`rejected_grams` integer,
	`missing_grams` integer,
	PRIMARY KEY(`municipality_id`, `delivery_id`, `batch`)
);
--> statement-breakpoint
CREATE TABLE `entries` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`position` integer NOT NULL,
	`batch` text NOT NULL,
	`type` text NOT NULL,
	`command_id` text NOT NULL,
	`place` text NOT NULL,
	`at` text NOT NULL,
	`grams` integer NOT NULL,
	`voided` integer NOT NULL,
	`data` text NOT NULL,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `entries_by_type` ON `entries` (`municipality_id`,`type`,`at`,`position`);--> statement-breakpoint
CREATE INDEX `entries_by_place` ON `entries` (`municipality_id`,`place`,`type`,`at`,`position`);--> statement-breakpoint
CREATE TABLE `events` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`municipality_id` text NOT NULL,
	`batch` text NOT NULL,
	`version` integer NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`schema` integer NOT NULL,
	`data` text NOT NULL,
	`actor` text NOT NULL,
	`device_time` text,
	`clock_offset_seconds` integer,
	`server_time` text NOT NULL,
	`command_id` text NOT NULL,
	`previous_hash` text,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_by_batch` ON `events` (`municipality_id`,`batch`,`version`);--> statement-breakpoint
CREATE UNIQUE INDEX `events_by_id` ON `events` (`municipality_id`,`id`);--> statement-breakpoint
CREATE TABLE `farmers` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`active` integer NOT NULL,
	`changed_at` text NOT NULL,
	`search` text NOT NULL,
	`sort_key` text NOT NULL,
	`network_id` text NOT NULL,
	`name` text NOT NULL,
	`phone` text,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `farmers_sorted` ON `farmers` (`municipality_id`,`sort_key`,`id`);--> statement-breakpoint
CREATE INDEX `farmers_by_network` ON `farmers` (`municipality_id`,`network_id`);--> statement-breakpoint
CREATE TABLE `kitchens` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`active` integer NOT NULL,
	`changed_at` text NOT NULL,
	`search` text NOT NULL,
	`sort_key` text NOT NULL,
	`name_th` text NOT NULL,
	`name_en` text NOT NULL,
	`school_id` text NOT NULL,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `kitchens_sorted` ON `kitchens` (`municipality_id`,`sort_key`,`id`);--> statement-breakpoint
CREATE TABLE `markets` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`active` integer NOT NULL,
	`changed_at` text NOT NULL,
	`search` text NOT NULL,
	`sort_key` text NOT NULL,
	`name_th` text NOT NULL,
	`name_en` text NOT NULL,
	`subdistrict_th` text,
	`subdistrict_en` text,
	`opens` text,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `markets_sorted` ON `markets` (`municipality_id`,`sort_key`,`id`);--> statement-breakpoint
CREATE TABLE `municipalities` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`active` integer NOT NULL,
	`changed_at` text NOT NULL,
	`search` text NOT NULL,
	`sort_key` text NOT NULL,
	`name_th` text NOT NULL,
	`name_en` text NOT NULL,
	`example` integer NOT NULL,
	`settings` text NOT NULL,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `municipalities_sorted` ON `municipalities` (`municipality_id`,`sort_key`,`id`);--> statement-breakpoint
CREATE TABLE `networks` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`active` integer NOT NULL,
	`changed_at` text NOT NULL,
	`search` text NOT NULL,
	`sort_key` text NOT NULL,
	`name_th` text NOT NULL,
	`name_en` text NOT NULL,
	`subdistrict_th` text NOT NULL,
	`subdistrict_en` text NOT NULL,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `networks_sorted` ON `networks` (`municipality_id`,`sort_key`,`id`);--> statement-breakpoint
CREATE TABLE `plots` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`active` integer NOT NULL,
	`changed_at` text NOT NULL,
	`search` text NOT NULL,
	`sort_key` text NOT NULL,
	`farmer_id` text NOT NULL,
	`name` text NOT NULL,
	`subdistrict_th` text NOT NULL,
	`subdistrict_en` text NOT NULL,
	`latitude` real,
	`longitude` real,
	`area_rai` real,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `plots_sorted` ON `plots` (`municipality_id`,`sort_key`,`id`);--> statement-breakpoint
CREATE INDEX `plots_by_farmer` ON `plots` (`municipality_id`,`farmer_id`);--> statement-breakpoint
CREATE TABLE `registry_changes` (
	`municipality_id` text NOT NULL,
	`kind` text NOT NULL,
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`user_id` text,
	`at` text NOT NULL,
	`before` text,
	`after` text NOT NULL,
	PRIMARY KEY(`municipality_id`, `kind`, `id`, `revision`)
);
--> statement-breakpoint
CREATE TABLE `schools` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`active` integer NOT NULL,
	`changed_at` text NOT NULL,
	`search` text NOT NULL,
	`sort_key` text NOT NULL,
	`name_th` text NOT NULL,
	`name_en` text NOT NULL,
	`pupils` integer NOT NULL,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `schools_sorted` ON `schools` (`municipality_id`,`sort_key`,`id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`municipality_id` text NOT NULL,
	`user_id` text NOT NULL,
	`opened_at` text NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_by_user` ON `sessions` (`municipality_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`subject` text NOT NULL,
	`at` text NOT NULL,
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_failures_by_subject` ON `sign_in_failures` (`subject`,`at`);--> statement-breakpoint
CREATE TABLE `stalls` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`active` integer NOT NULL,
	`changed_at` text NOT NULL,
	`search` text NOT NULL,
	`sort_key` text NOT NULL,
	`name_th` text NOT NULL,
	`name_en` text NOT NULL,
	`market_id` text NOT NULL,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `stalls_sorted` ON `stalls` (`municipality_id`,`sort_key`,`id`);--> statement-breakpoint
CREATE TABLE `users` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`revision` integer NOT NULL,
	`active` integer NOT NULL,
	`changed_at` text NOT NULL,
	`search` text NOT NULL,
	`sort_key` text NOT NULL,
	`name` text NOT NULL,
	`phone` text NOT NULL,
	`farmer_id` text,
	`roles` text NOT NULL,
	`pin_hash` text NOT NULL,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `users_sorted` ON `users` (`municipality_id`,`sort_key`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_by_phone` ON `users` (`municipality_id`,`phone`);--> statement-breakpoint
CREATE INDEX `users_sign_in` ON `users` (`phone`);