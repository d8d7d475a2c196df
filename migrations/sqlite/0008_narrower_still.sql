PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_batches` (
	`position` integer PRIMARY KEY NOT NULL,
	`municipality_id` text NOT NULL,
	`code` text NOT NULL,
	`status` text NOT NULL,
	`crop_id` text NOT NULL,
	`farmer_id` text NOT NULL,
	`network_id` text NOT NULL,
	`harvested_on` text NOT NULL,
	`registered_at` text NOT NULL,
	`version` integer NOT NULL,
	`last_hash` text NOT NULL,
	`state` text NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_batches`("position", "municipality_id", "code", "status", "crop_id", "farmer_id", "network_id", "harvested_on", "registered_at", "version", "last_hash", "state") SELECT "position", "municipality_id", "code", "status", "crop_id", "farmer_id", "network_id", "harvested_on", "registered_at", "version", "last_hash", "state" FROM `batches` ORDER BY 1;--> statement-breakpoint
DROP TABLE `batches`;--> statement-breakpoint
ALTER TABLE `__new_batches` RENAME TO `batches`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `batches_by_code` ON `batches` (`code`);--> statement-breakpoint
CREATE INDEX `batches_by_status` ON `batches` (`municipality_id`,`status`,`position`);--> statement-breakpoint
CREATE INDEX `batches_by_farmer` ON `batches` (`municipality_id`,`farmer_id`,`position`);--> statement-breakpoint
CREATE INDEX `batches_by_harvest` ON `batches` (`municipality_id`,`harvested_on`);--> statement-breakpoint
DROP INDEX `events_by_id`;--> statement-breakpoint
DROP INDEX `events_by_batch`;--> statement-breakpoint
CREATE UNIQUE INDEX `events_by_batch` ON `events` (`municipality_id`,`batch`,`version`) WHERE version > 1;--> statement-breakpoint
CREATE TABLE `__new_entries` (
	`position` integer PRIMARY KEY NOT NULL,
	`municipality_id` text NOT NULL,
	`type` text NOT NULL,
	`at` text NOT NULL,
	`place` text NOT NULL,
	`grams` integer NOT NULL,
	`voided` integer NOT NULL,
	`data` text
);
--> statement-breakpoint
INSERT INTO `__new_entries`("position", "municipality_id", "type", "at", "place", "grams", "voided", "data") SELECT e."position", e."municipality_id", e."type", "at", "place", "grams", "voided", nullif(e."data", v."data") FROM `entries` e LEFT JOIN `events` v ON v."position" = e."position" ORDER BY 1;--> statement-breakpoint
DROP TABLE `entries`;--> statement-breakpoint
ALTER TABLE `__new_entries` RENAME TO `entries`;--> statement-breakpoint
CREATE INDEX `entries_by_type` ON `entries` (`municipality_id`,`type`,`at`,`position`);--> statement-breakpoint
CREATE INDEX `entries_by_place` ON `entries` (`municipality_id`,`place`,`type`,`at`,`position`) WHERE type <> 'harvest-registered';--> statement-breakpoint
ALTER TABLE `batch_places` DROP COLUMN `batch`;