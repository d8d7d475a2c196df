CREATE TABLE `passes` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`digest` text NOT NULL,
	`issued_by` text NOT NULL,
	`issued_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`last_used_at` text,
	`revoked_at` text,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `passes_by_digest` ON `passes` (`digest`);--> statement-breakpoint
CREATE INDEX `passes_by_user` ON `passes` (`municipality_id`,`user_id`,`id`);--> statement-breakpoint
CREATE TABLE `programs` (
	`municipality_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`scope` text NOT NULL,
	`digest` text NOT NULL,
	`issued_by` text NOT NULL,
	`issued_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`last_used_at` text,
	`revoked_at` text,
	PRIMARY KEY(`municipality_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `programs_by_digest` ON `programs` (`digest`);--> statement-breakpoint
CREATE TABLE `sign_in_counts` (
	`subject` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`count` text NOT NULL,
	`changed_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_counts_by_change` ON `sign_in_counts` (`changed_at`);--> statement-breakpoint
DROP TABLE `sign_in_failures`;--> statement-breakpoint
ALTER TABLE `sessions` ADD `kind` text DEFAULT 'pin' NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `last_seen_at` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `pass_id` text;