CREATE TABLE `roll_codes` (
	`municipality_id` text NOT NULL,
	`code` text PRIMARY KEY NOT NULL,
	`roll_id` text NOT NULL,
	`number` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `roll_codes_by_roll` ON `roll_codes` (`municipality_id`,`roll_id`,`number`);--> statement-breakpoint
CREATE TABLE `rolls` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`network_id` text NOT NULL,
	`count` integer NOT NULL,
	`issued_by` text NOT NULL,
	`issued_at` text NOT NULL,
	`voided_by` text,
	`voided_at` text,
	`void_reason` text,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `rolls_by_network` ON `rolls` (`municipality_id`,`network_id`,`issued_at`);--> statement-breakpoint
ALTER TABLE `networks` ADD `packer_name` text;--> statement-breakpoint
ALTER TABLE `networks` ADD `packer_address` text;--> statement-breakpoint
ALTER TABLE `networks` ADD `packer_number` text;