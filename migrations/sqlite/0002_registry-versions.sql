CREATE TABLE `registry_versions` (
	`municipality_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL
);
