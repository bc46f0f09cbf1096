"""The stores and runners that the ports ask for."""
