export { openScanner } from '../../adapters/scan/scanner.ts';
