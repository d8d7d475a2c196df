CREATE TABLE `registry_versions` (
	`municipality_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_balances` (
	`municipality_id` text NOT NULL,
	`account` text NOT NULL,
	`batch` text NOT NULL,
	`grams` integer NOT NULL,
	PRIMARY KEY(`municipality_id`, `batch`, `account`)
);
--> statement-breakpoint
INSERT INTO `__new_balances`("municipality_id", "account", "batch", "grams") SELECT "municipality_id", "account", "batch", "grams" FROM `balances`;--> statement-breakpoint
DROP TABLE `balances`;--> statement-breakpoint
ALTER TABLE `__new_balances` RENAME TO `balances`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `balances_by_account` ON `balances` (`municipality_id`,`account`);--> statement-breakpoint
CREATE TABLE `__new_batch_places` (
	`municipality_id` text NOT NULL,
	`place` text NOT NULL,
	`batch` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`municipality_id`, `place`, `position`)
);
--> statement-breakpoint
INSERT INTO `__new_batch_places`("municipality_id", "place", "batch", "position") SELECT "municipality_id", "place", "batch", "position" FROM `batch_places`;--> statement-breakpoint
DROP TABLE `batch_places`;--> statement-breakpoint
ALTER TABLE `__new_batch_places` RENAME TO `batch_places`;--> statement-breakpoint
CREATE TABLE `__new_batches` (
	`municipality_id` text NOT NULL,
	`code` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
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
INSERT INTO `__new_batches`("municipality_id", "code", "position", "status", "crop_id", "farmer_id", "network_id", "harvested_on", "registered_at", "version", "last_hash", "state") SELECT "municipality_id", "code", "position", "status", "crop_id", "farmer_id", "network_id", "harvested_on", "registered_at", "version", "last_hash", "state" FROM `batches`;--> statement-breakpoint
DROP TABLE `batches`;--> statement-breakpoint
ALTER TABLE `__new_batches` RENAME TO `batches`;--> statement-breakpoint
CREATE INDEX `batches_by_position` ON `batches` (`municipality_id`,`position`);--> statement-breakpoint
CREATE INDEX `batches_by_status` ON `batches` (`municipality_id`,`status`,`position`);--> statement-breakpoint
CREATE INDEX `batches_by_farmer` ON `batches` (`municipality_id`,`farmer_id`,`position`);--> statement-breakpoint
CREATE INDEX `batches_alike` ON `batches` (`municipality_id`,`farmer_id`,`crop_id`,`harvested_on`,`position`);--> statement-breakpoint
CREATE INDEX `batches_by_harvest` ON `batches` (`municipality_id`,`harvested_on`);