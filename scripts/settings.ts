import { configSchema } from '../src/config.ts';

const BEGIN = '<!-- settings: npm run settings-table -->';
const END = '<!-- end of settings -->';

/** A text with its table of settings as the configuration's schema has it. */
export function withSettings(text: string): string {
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`no place marked ${BEGIN}`);
  return `${before}${BEGIN}\n${settingsTable()}\n${END}${after}`;
}

function settingsTable(): string {
  const defaults: Record<string, unknown> = configSchema.parse({});
  const rows = Object.entries(configSchema.shape).map(([name, schema]) => {
    const value = defaults[name] === undefined ? 'none' : `\`${defaults[name]}\``;
    return `| \`${name}\` | ${value} | ${schema.meta()?.description} |`;
  });
  return ['| Variable | Default | What it is |', '| --- | --- | --- |', ...rows].join('\n');
}
