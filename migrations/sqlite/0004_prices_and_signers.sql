ALTER TABLE `crops` ADD `price_satang` integer;--> statement-breakpoint
ALTER TABLE `delivery_lines` ADD `price_satang` integer;--> statement-breakpoint
ALTER TABLE `schools` ADD `inspected_by` text DEFAULT 'committee' NOT NULL;--> statement-breakpoint
ALTER TABLE `schools` ADD `supply_officer_signs` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `schools` ADD `director_signs` integer DEFAULT true NOT NULL;