import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/**
 * The module of a thread, beside the one that starts it: TypeScript with its loader in a checkout, JavaScript once
 * it is built.
 * @param importer `import.meta.url` of the module that starts it
 * @param name of the thread's module, without an extension
 */
export function threadBeside(importer: string, name: string): { url: URL; execArgv: string[] } {
  const source = importer.endsWith('.ts');
  return {
    url: new URL(`./${name}.${source ? 'ts' : 'js'}`, importer),
    execArgv: source ? ['--import', loader()] : [],
  };
}

/** By its full address: a bare name would be sought in the working directory. */
const loader = () => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
