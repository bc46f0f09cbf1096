"""The register from spreadsheets: grids, headers, columns, rows, dates, partners."""
