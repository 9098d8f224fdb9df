"""What Oura holds of a made-up person beside workouts and sessions, worked out day by day."""
