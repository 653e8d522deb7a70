"""GOV.UK organisations: a list of bodies (JSON lines), and registers (TSV) beside it."""
