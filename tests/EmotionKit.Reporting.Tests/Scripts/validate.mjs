// Validates JSON documents against a JSON schema (draft 7).
// usage: node validate.mjs SCHEMA < DOCUMENTS (a JSON array); prints a JSON array with the errors of each document.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false });
const validate = ajv.compile(JSON.parse(readFileSync(process.argv[2], 'utf8')));
const documents = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(documents.map((document) => (validate(document) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message}`)))));
