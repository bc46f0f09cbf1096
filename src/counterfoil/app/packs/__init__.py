"""What people who write packs need: advice on faults, packs in words, packs held together."""
