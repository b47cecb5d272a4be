"""The demonstration: invented people and applications round the catalogue's real titles. Only with settings.WURI_DEMO.

catalogue_2025.csv holds facts of the city's work plan of 2025, with openness as an assumption; additions.csv,
fields.csv and samples/ are invented for the demonstration, and every data set says so (Dataset.demonstration).
"""
