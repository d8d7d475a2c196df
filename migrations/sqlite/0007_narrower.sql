DROP INDEX `batches_alike`;--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_balances` (
	`municipality_id` text NOT NULL,
	`position` integer NOT NULL,
	`account` text NOT NULL,
	`grams` integer NOT NULL,
	PRIMARY KEY(`municipality_id`, `position`, `account`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_balances`("municipality_id", "position", "account", "grams") SELECT b."municipality_id", b."position", "account", "grams" FROM `balances` JOIN `batches` b ON b."code" = "batch" AND b."municipality_id" = `balances`."municipality_id" ORDER BY 1, 2, 3;--> statement-breakpoint
DROP TABLE `balances`;--> statement-breakpoint
ALTER TABLE `__new_balances` RENAME TO `balances`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `balances_held` ON `balances` (`municipality_id`,`account`) WHERE grams > 0;--> statement-breakpoint
CREATE TABLE `__new_batch_places` (
	`municipality_id` text NOT NULL,
	`place` text NOT NULL,
	`position` integer NOT NULL,
	`batch` text NOT NULL,
	PRIMARY KEY(`municipality_id`, `place`, `position`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_batch_places`("municipality_id", "place", "position", "batch") SELECT "municipality_id", "place", "position", "batch" FROM `batch_places` ORDER BY 1, 2, 3;--> statement-breakpoint
DROP TABLE `batch_places`;--> statement-breakpoint
ALTER TABLE `__new_batch_places` RENAME TO `batch_places`;--> statement-breakpoint
CREATE TABLE `__new_entries` (
	`position` integer PRIMARY KEY NOT NULL,
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`batch` text NOT NULL,
	`type` text NOT NULL,
	`command_id` text NOT NULL,
	`place` text NOT NULL,
	`at` text NOT NULL,
	`grams` integer NOT NULL,
	`voided` integer NOT NULL,
	`data` text NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_entries`("position", "municipality_id", "id", "batch", "type", "command_id", "place", "at", "grams", "voided", "data") SELECT "position", "municipality_id", "id", "batch", "type", "command_id", "place", "at", "grams", "voided", "data" FROM `entries`;--> statement-breakpoint
DROP TABLE `entries`;--> statement-breakpoint
ALTER TABLE `__new_entries` RENAME TO `entries`;--> statement-breakpoint
CREATE INDEX `entries_by_type` ON `entries` (`municipality_id`,`type`,`at`,`position`);--> statement-breakpoint
CREATE INDEX `entries_by_place` ON `entries` (`municipality_id`,`place`,`type`,`at`,`position`);